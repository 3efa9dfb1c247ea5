(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{ba as f}from"./chunk-ZA44ZNV2.js";import{y as u}from"./chunk-437OKQQA.js";import{a}from"./chunk-KJOVOQF5.js";import{e as s,i as c}from"./chunk-BZ7FNHH4.js";var y=[".github","","docs"],x=/^(?:(\.github|docs)\/)?pull_request_template\.(?:md|txt)$/i;function $(n){let t=n.flatMap(e=>{let r=x.exec(e);return r?[{path:e,folder:(r[1]??"").toLowerCase()}]:[]});return y.flatMap(e=>t.filter(r=>r.folder===e))[0]?.path}var p=2e4,T=/<!--[\s\S]*?-->\n?/g,h=new f("commonmark",{maxNesting:100});function m(n,t){let e=n.replaceAll(`\r
`,`
`).replace(T,"").trim();if(t==="")return e;if(e===""||w(t,e))return t;let[r]=l(e),o=e.split(`
`);if(!r)return`${t}

${e}`;let i=o.slice(r.end).join(`
`).trim();return[...o.slice(0,r.end),"",t,"",i].join(`
`).trim()}function w(n,t){let e=l(t);if(e.length>0){let o=new Set(l(n).map(i=>i.text));return e.every(i=>o.has(i.text))}let r=new Set(n.split(`
`).map(d));return t.split(`
`).map(d).every(o=>o===""||r.has(o))}function l(n){let t=h.parse(n,{});return t.flatMap((e,r)=>e.type!=="heading_open"||e.level>0||!e.map?[]:[{text:d(t[r+1]?.content??""),end:e.map[1]}])}function d(n){return n.replace(/\[[ xX]\]/,"[ ]").replace(/\s+/g," ").trim().toLowerCase()}function O({runUrl:n,summary:t,leftOut:e,template:r,...o}){let i=[`Closes ${s(o.item)}`,"",`Made by Interlock in [this run](${n}). Review it as you would review anybody's work.`,...e===""?[]:["",e],...M(t,r),""].join(`
`);return{title:g(o),body:a(i,E)}}var E=65e3;function M(n,t){return t!==void 0&&t.length<=p?["",m(t,n)]:n===""?[]:["","## What the agent says","",n]}function S({runUrl:n,note:t,...e}){let r=t===void 0?"":`${t}

`;return`${g(e)}

${r}Item: ${s(e.item)}
Run: ${n}
`}var W="Unfinished: the run stopped before the work was done.";function g({item:n,title:t,agentTitle:e}){return e??(u(t)||`Implement ${s(n)}`)}var b=/^Made by Interlock in \[this run\]\(https?:\/\/\S+?\/([^/\s]+)\/([^/\s]+)\/actions\/runs\/\d+/m;function P(n){let[,t,e]=b.exec(n)??[];return t&&e?c(`${t}/${e}`):void 0}export{y as a,$ as b,O as c,S as d,W as e,P as f};

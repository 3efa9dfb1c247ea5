(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{x as s}from"./chunk-2HCFFEGC.js";import{e as o,i}from"./chunk-BZ7FNHH4.js";function m({runUrl:n,summary:e,leftOut:t,...r}){return{title:d(r),body:[`Closes ${o(r.item)}`,"",`Made by Interlock in [this run](${n}). Review it as you would review anybody's work.`,...t===""?[]:["",t],...e===""?[]:["","## What the agent says","",e],""].join(`
`)}}function y({runUrl:n,note:e,...t}){let r=e===void 0?"":`${e}

`;return`${d(t)}

${r}Item: ${o(t.item)}
Run: ${n}
`}var p="Unfinished: the run stopped before the work was done.";function d({item:n,title:e,agentTitle:t}){return t??(s(e)||`Implement ${o(n)}`)}var a=/^Made by Interlock in \[this run\]\(https?:\/\/\S+?\/([^/\s]+)\/([^/\s]+)\/actions\/runs\/\d+/m;function f(n){let[,e,t]=a.exec(n)??[];return e&&t?i(`${e}/${t}`):void 0}export{m as a,y as b,p as c,f as d};

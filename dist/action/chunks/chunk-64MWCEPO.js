(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{x as l}from"./chunk-K4SY2ZZ3.js";import{e as r,i as s}from"./chunk-BZ7FNHH4.js";function m({item:e,title:t,runUrl:n,summary:o,leftOut:i}){return{title:a(e,t),body:[`Closes ${r(e)}`,"",`Made by Interlock in [this run](${n}). Review it as you would review anybody's work.`,...i===""?[]:["",i],...o===""?[]:["","## What the agent says","",o],""].join(`
`)}}function p({item:e,title:t,runUrl:n}){return`${a(e,t)}

Item: ${r(e)}
Run: ${n}
`}function a(e,t){return l(t)||`Implement ${r(e)}`}var d=/^Made by Interlock in \[this run\]\(https?:\/\/\S+?\/([^/\s]+)\/([^/\s]+)\/actions\/runs\/\d+/m;function c(e){let[,t,n]=d.exec(e)??[];return t&&n?s(`${t}/${n}`):void 0}export{m as a,p as b,c};

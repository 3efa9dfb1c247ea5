(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{x as s}from"./chunk-67VQKLJM.js";import{C as r,G as i}from"./chunk-UWIPT7ZR.js";function y({item:e,title:t,runUrl:n,leftOut:o}){return{title:l(e,t),body:[`Closes ${r(e)}`,"",`Made by Interlock in [this run](${n}). Review it as you would review anybody's work.`,...o===""?[]:["",o],""].join(`
`)}}function m({item:e,title:t,runUrl:n}){return`${l(e,t)}

Item: ${r(e)}
Run: ${n}
`}function l(e,t){return s(t)||`Implement ${r(e)}`}var u=/^Made by Interlock in \[this run\]\(https?:\/\/\S+?\/([^/\s]+)\/([^/\s]+)\/actions\/runs\/\d+/m;function p(e){let[,t,n]=u.exec(e)??[];return t&&n?i(`${t}/${n}`):void 0}export{y as a,m as b,p as c};

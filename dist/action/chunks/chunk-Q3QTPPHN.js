import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{f as m}from"./chunk-5ILCY6RF.js";import{j as a,l as d}from"./chunk-W3IXJCOJ.js";function l({reason:t,message:e,runUrl:r}){return`The implementation stopped (\`${t}\`).

${e}

[Run](${r})`}function u({message:t,runUrl:e}){return`${t}

[Run](${e})`}async function w({github:t,project:e,item:r,work:n,runUrl:i}){let s=`implementation ${e}`;if(n.kind==="stopped"){await a(t,r,{marker:s,body:l({...n,runUrl:i})});return}let{how:y,pullRequest:p}=n,f=m(y,p.number,p.url);await d(t,r,{marker:s,body:u({message:f,runUrl:i})})}function q(t,e){return{kind:"stopped",outcome:"refused",reason:t,message:e}}function C(t,e){return{kind:"stopped",outcome:"failed",reason:t,message:e}}import{mkdir as c,mkdtemp as g,rm as k,writeFile as R}from"node:fs/promises";import{join as o}from"node:path";async function F(t){let e=await g(o(t,"interlock-")),r={directory:e,checkout:o(e,"checkout"),home:o(e,"home"),temporary:o(e,"tmp"),itemFile:o(e,"item.json")};return await Promise.all([c(r.home),c(r.temporary)]),{...r,[Symbol.asyncDispose]:()=>h(e)}}async function h(t){await k(t,{recursive:!0,force:!0,maxRetries:3})}async function W(t,e){await R(t,`${JSON.stringify(e,null,2)}
`)}export{w as a,q as b,C as c,F as d,h as e,W as f};

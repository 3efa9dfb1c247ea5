import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{e as a}from"./chunk-6XFX3U3J.js";import{j as p,k as d}from"./chunk-RL6V43MM.js";function l({reason:t,message:e,runUrl:r}){return`The implementation stopped (\`${t}\`).

${e}

[Run](${r})`}function c({message:t,runUrl:e}){return`${t}

[Run](${e})`}async function P({github:t,project:e,item:r,work:n,runUrl:i}){let s=`implementation ${e}`;if(n.kind==="stopped"){await p(t,r,{marker:s,body:l({...n,runUrl:i})});return}let{how:y,pullRequest:m}=n,f=a(y,m.number,m.url);await d(t,r,{marker:s,body:c({message:f,runUrl:i})})}function C(t,e){return{kind:"stopped",outcome:"refused",reason:t,message:e}}function W(t,e){return{kind:"stopped",outcome:"failed",reason:t,message:e}}import{mkdir as u,mkdtemp as g,rm as k,writeFile as R}from"node:fs/promises";import{join as o}from"node:path";async function v(t){let e=await g(o(t,"interlock-")),r={directory:e,checkout:o(e,"checkout"),home:o(e,"home"),temporary:o(e,"tmp"),itemFile:o(e,"item.json")};return await Promise.all([u(r.home),u(r.temporary)]),{...r,[Symbol.asyncDispose]:()=>x(e)}}async function x(t){await k(t,{recursive:!0,force:!0,maxRetries:3})}async function F(t,e){await R(t,`${JSON.stringify(e,null,2)}
`)}export{P as a,C as b,W as c,v as d,x as e,F as f};

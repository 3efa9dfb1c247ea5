(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
function l(r,i){let e=r;for(let t of i)t!==""&&(e=e.replaceAll(t,"***").replaceAll(JSON.stringify(t).slice(1,-1),"***"));return e}export{l as a};

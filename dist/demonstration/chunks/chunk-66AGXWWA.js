import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
async function i(e,a){let s=await Promise.allSettled([e.read(a)]);return{states:await e.readStates(),board:{read:async r=>{let[t]=s.splice(0,1);if(!t)return e.read(r);if(t.status==="rejected")throw t.reason;return t.value},write:(r,t)=>e.write(r,t)}}}export{i as a};

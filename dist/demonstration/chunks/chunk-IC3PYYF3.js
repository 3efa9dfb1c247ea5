(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
var r=class extends Error{name="WallError";reason="isolation-unavailable"};function a({checkout:e,home:o,temporary:n}){return[e,o,n]}export{r as a,a as b};

(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
function a({surroundings:e,now:t},r){let{runUrl:n,reasonsPage:o}=e;return{project:r,runUrl:n,reasonsPage:o,at:t()}}export{a};

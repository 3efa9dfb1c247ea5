(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
function a({surroundings:e,now:r},t){let{runUrl:n,reasonsPage:o}=e;return{project:t,runUrl:n,reasonsPage:o,at:r()}}export{a};

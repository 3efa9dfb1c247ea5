(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
function s({surroundings:e,now:r},n){let{runUrl:t,reasonsPage:o}=e;return{project:n,runUrl:t,reasonsPage:o,at:r()}}export{s as a};

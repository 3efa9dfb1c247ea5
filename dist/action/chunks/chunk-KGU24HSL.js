(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
function n({surroundings:t,now:r},s){let{runUrl:e,reasonsPage:o}=t;return{project:s,runUrl:e,reasonsPage:o,at:r()}}export{n as a};

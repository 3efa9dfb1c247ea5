(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{z as o}from"./chunk-QVIPCAI4.js";function r(e,t){return(t.INTERLOCK_DEMONSTRATION_OFF??"").split(",").includes(e)}function p(e,t,i){if(r("expected-state",i))return;let n=o(e,t);return n?[n]:[]}export{r as a,p as b};

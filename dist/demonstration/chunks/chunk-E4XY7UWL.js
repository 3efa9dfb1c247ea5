(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{I as o}from"./chunk-53BF6KQZ.js";function s(e,t){return(t.INTERLOCK_DEMONSTRATION_OFF??"").split(",").includes(e)}function a(e,t,r){if(s("expected-state",r))return;let n=o(e,t);return n?[n]:[]}export{s as a,a as b};

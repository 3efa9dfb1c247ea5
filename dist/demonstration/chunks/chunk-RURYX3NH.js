import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{k as o}from"./chunk-ZXAX2QO7.js";function r(e,t){return(t.INTERLOCK_DEMONSTRATION_OFF??"").split(",").includes(e)}function p(e,t,i){if(r("expected-state",i))return;let n=o(e,t);return n?[n]:[]}export{r as a,p as b};

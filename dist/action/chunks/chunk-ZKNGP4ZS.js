(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
function t(e,o){return{kind:"stopped",outcome:"refused",reason:e,message:o}}function r(e,o){return{kind:"stopped",outcome:"failed",reason:e,message:o}}export{t as a,r as b};

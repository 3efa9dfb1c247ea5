(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
function o(e,t){return{kind:"stopped",outcome:"refused",reason:e,message:t}}function r(e,t){return{kind:"stopped",outcome:"failed",reason:e,message:t}}export{o as a,r as b};

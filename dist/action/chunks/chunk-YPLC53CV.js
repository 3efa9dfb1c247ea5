(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{a as c}from"./chunk-IC3PYYF3.js";import{D as m,E as h,o as u,w as f}from"./chunk-ZF3JBVET.js";import{existsSync as A}from"node:fs";import{setTimeout as N}from"node:timers/promises";var S={user:"another user needs root or sudo without a password",namespace:"a namespace needs bubblewrap and an ordinary user that may use it"};function U(e,o){let n=o.map(({mode:t,detail:r})=>`\`${t}\` (${S[t]}): ${r}.`);return[`The engine cannot be isolated on this runner, as \`isolation: ${e}\` asks for, so it was not started.`,...n,"Make one of them possible, or set `isolation: none` if everything that this job can reach may be reached by the engine."].join(" ")}function _(){return"The engine was not started: `network: model-only` needs a wall, and the configuration has `isolation: none`. Change one of them."}var d={noRoot:"this is neither root, nor does `sudo -n` work",isRoot:"this is root; use `isolation: user`",noBubblewrap:"the program `bwrap` is not there; install the package bubblewrap",metadata:"an ordinary user cannot block the addresses at which a cloud gives credentials; set `network: model-only`, or `cloud-metadata: reachable` if this machine has none",outlived:"a process that was started behind it cannot be ended",hands:e=>`the engine's folders cannot change hands: ${e}`,probe:e=>`tried, and failed: ${e}`,rules:e=>`the addresses at which a cloud gives credentials cannot be blocked: ${e}; set \`cloud-metadata: reachable\` if this machine has none`};function p({raw:[e=""]}){return e.replaceAll("\\${","${")}var K=p`
set -eu
owner=$1
shift
chown -hR -- "$owner" "$@"
`,L=p`
set -eu
find -P "$@" -type d ! -perm -700 -exec chmod u+rwx {} \;
find -P "$@" -type f -perm /6000 -exec chmod ug-s {} +
find -P "$@" -type f ! -perm -400 -exec chmod u+r {} +
`,g=p`
set -eu
owner=$1
shift
find -P "$@" -type f -perm /6000 -exec chmod ug-s {} +
chown -hR -- "$owner" "$@"
find -P "$@" -type d ! -perm -700 -exec chmod u+rwx {} +
find -P "$@" -type f ! -perm -400 -exec chmod u+r {} +
`;import{execFile as k}from"node:child_process";var P=["bash","--norc","--noprofile","-p","-c"],R="/usr/sbin:/usr/bin:/sbin:/bin";function s(e,{prefix:o=[],args:n=[]}){let[t="",...r]=[...o,...P,e,"interlock",...n];return new Promise(a=>{k(t,r,{env:{PATH:R}},(i,B,w)=>{let $=w.trim().split(`
`).at(-1)||(i?.message??"");a(i?{kind:"failed",complaint:$}:{kind:"done"})})})}async function y(){if(process.geteuid?.()===0)return[];let e=["sudo","-n","--"];return(await s("true",{prefix:e})).kind==="done"?e:void 0}var v=[["-4","169.254.0.0/16"],["-4","168.63.129.16/32"],["-4","100.100.100.200/32"],["-4","192.0.0.192/32"],["-6","fd00:ec2::/32"],["-6","fd20:ce::254/128"],["-6","fe80::a9fe:a9fe/128"]];function b(e){return v.map(([n,t])=>{let r=`ip ${n} rule ${e} uidrange "$1-$1" to ${t} ipproto tcp priority 100 unreachable`;return n==="-6"?`if [ -e /proc/net/if_inet6 ]; then ${r}; fi`:r}).join(`
`)}var X=`set -eu
if ! command -v ip >/dev/null; then echo 'the program ip is not there (package iproute2)' >&2; exit 1; fi
${b("add")}`,x=`exec 2>/dev/null
${b("del")}
true`;import{readdirSync as T,readFileSync as M}from"node:fs";function l(e){return T("/proc").filter(n=>/^\d+$/.test(n)).map(Number).filter(n=>{let t=O(n);if(t===void 0||/^State:\s+[ZX]/m.test(t))return!1;let[,r=""]=/^Uid:\s+(.*)$/m.exec(t)??[];return r.split(/\s+/).map(Number).includes(e)})}function O(e){try{return M(`/proc/${e}/status`,"utf8")}catch{return}}var z=500,E=10,W=h({uid:f().positive(),folders:m(u())});function se(e){return JSON.stringify(e)}function j(){return`${process.geteuid?.()}:${process.getegid?.()}`}async function ae(e){let{uid:o,folders:n}=W.parse(JSON.parse(e)),t=await y();if(!t)throw new c(d.noRoot);await s(x,{prefix:t,args:[String(o)]});for(let i=0;l(o).length>0;i+=1){if(i===z)throw new c(d.outlived);await s('kill -KILL "$@"',{prefix:t,args:l(o).map(String)}),await N(E)}let r=[j(),...n.filter(i=>A(i))];if(r.length===1)return;let a=await s(g,{prefix:t,args:r});if(a.kind==="failed")throw new c(d.hands(a.complaint))}export{U as a,_ as b,d as c,p as d,K as e,L as f,g,P as h,R as i,s as j,y as k,X as l,x as m,l as n,se as o,j as p,ae as q};

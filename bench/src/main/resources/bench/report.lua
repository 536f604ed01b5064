-- Reports for wrk, each of its own: another place, another text, another key. All of it is made up.
local templates = {
  "示例：巷口的路灯不亮已经三天，晚上看不清路面，老人和学生出行不便，请派人查看维修。第 %d 条。",
  "示例：垃圾桶满了没有人清运，气味很重，苍蝇多，周边几栋楼的住户都有意见，请尽快处理。第 %d 条。",
  "示例：楼上装修噪音很大，中午和晚上都在施工，影响孩子休息，多次劝说没有用，希望有人协调。第 %d 条。",
  "示例：人行道上的井盖松动，车辆压过声音很大，担心有人踩空，请安排人员加固或更换。第 %d 条。",
  "示例：小区门口长期有车辆乱停放，堵住消防通道，救护车进不来，请督促整改并长期管理。第 %d 条。",
  "示例：健身器材的扶手断了一截，孩子们常在那里玩，容易受伤，请社区联系厂家修理。第 %d 条。",
}
local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }
local prefix, number = "", 0

function init(args)
  headers["Authorization"] = "Bearer " .. args[1]
  prefix = args[2]
  math.randomseed(tonumber(args[3]))
end

function request()
  number = number + 1
  headers["Idempotency-Key"] = prefix .. number
  local text = string.format(templates[math.random(#templates)], number)
  local body = string.format('{"type":"群众反映","location":{"longitude":%.6f,"latitude":%.6f},"description":"%s"}',
    113.64 + (math.random() - 0.5) * 0.4, 28.16 + (math.random() - 0.5) * 0.35, text)
  return wrk.format("POST", "/api/event/report", headers, body)
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format("RESULT requests=%d micros=%d refused=%d broken=%d p50=%d p95=%d p99=%d max=%d",
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), latency.max))
end

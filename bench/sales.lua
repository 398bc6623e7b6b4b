-- Tills that never sleep: random members, a receipt of its own for every sale.
-- wrk … -s sales.lua URL -- KEY OUTLET PREFIX MEMBERS

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  key, outlet, prefix, members = args[1], args[2], args[3], tonumber(args[4])
  math.randomseed(os.time() * 100 + number)
  head = "POST /api/v1/sales HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " .. key
    .. "\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
  body = '{"member":{"phone":"+7916%07d"},"outlet":"' .. outlet
    .. '","receipt":"' .. prefix .. "-" .. number .. '-%d","lines":['
    .. '{"sku":"A","category":"food","quantity":"1","price":"700.00"},'
    .. '{"sku":"B","category":"food","quantity":"1","price":"300.00"}]}'
  sent = 0
end

function request()
  sent = sent + 1
  local said = string.format(body, math.random(members), sent)
  return string.format(head, #said, said)
end

function done(summary, latency, requests)
  local bad = summary.errors
  io.write(string.format(
    '{"sales": %d, "seconds": %f, "refused": %d, "broken": %d, "p50": %f, "p99": %f}\n',
    summary.requests, summary.duration / 1e6, bad.status,
    bad.connect + bad.read + bad.write + bad.timeout,
    latency:percentile(50) / 1e6, latency:percentile(99) / 1e6
  ))
end

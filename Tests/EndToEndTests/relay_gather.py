"""Run inside a network namespace: enters a meeting in a browser and prints which candidates a relay-only connection finds.

Usage: relay_gather.py CHROMIUM GUEST_URL
"""

import json
import sys

from playwright.sync_api import sync_playwright

# What the page is told of STUN and TURN, and what comes of it: with it as it is, and with another password.
GATHER = """async (code) => {
  const socket = new WebSocket(location.origin.replace("http", "ws") + "/_/socket")
  const servers = await new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no media message")), 15000)
    socket.onopen = () => socket.send(JSON.stringify({t: "hello", room_token: code}))
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data)
      if (message.t === "welcome") socket.send(JSON.stringify({t: "enter", name: "Ana"}))
      if (message.t === "media" && message.state === "ready") resolve(message.ice_servers)
    }
  })
  const gather = async (iceServers) => {
    const connection = new RTCPeerConnection({iceServers, iceTransportPolicy: "relay"})
    const found = []
    connection.createDataChannel("x")
    const done = new Promise((resolve) => {
      connection.onicecandidate = ({candidate}) => candidate ? found.push(candidate.candidate) : resolve()
    })
    await connection.setLocalDescription(await connection.createOffer())
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 15000))])
    connection.close()
    return found
  }
  const wrong = servers.map((server) => server.credential ? {...server, credential: "wrong"} : server)
  return {servers, right: await gather(servers), wrong: await gather(wrong)}
}"""


def main():
    chromium, url = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        page = browser.new_page()
        page.goto(url)
        print(json.dumps(page.evaluate(GATHER, url.rsplit("/", 1)[1])))
        browser.close()


main()

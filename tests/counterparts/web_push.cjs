// A push service and browsers of npm's web-push-testing, at the port that is told.
const Server = require("web-push-testing/src/server.js");
const { PushApiModel } = require("web-push-testing/src/PushApiModel.js");

new Server(new PushApiModel(), Number(process.argv[2])).startServer();

// Reads workflow commands as the runner does, and writes each again with GitHub's own toolkit: the
// lines must come out as they went in.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [toolkit, file] = process.argv.slice(2);
const { issueCommand } = await import(pathToFileURL(toolkit));
const plain = (text) => text.replace(/%0A/g, "\n").replace(/%0D/g, "\r").replace(/%25/g, "%");
const value = (text) => plain(text.replace(/%3A/g, ":").replace(/%2C/g, ","));
for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
  const [, command, properties, message] = /^::(\w+) ([^:]*)::(.*)$/.exec(line);
  const pairs = properties.split(",").map((pair) => pair.split("="));
  issueCommand(command, Object.fromEntries(pairs.map(([key, text]) => [key, value(text)])), plain(message));
}

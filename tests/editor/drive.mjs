// Asks the part of VS Code that knows JSON about texts, with the settings we ship.
//
// Reads one JSON document from standard input, writes one to standard output:
//   {"root": folder, "settings": file, "asked": [{"file", "text", "what", "at"}]}
// `what` is "complete" or "hover" (at an offset), "problems" or "schema".

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import languageService from "vscode-json-languageservice";

const { getLanguageService, TextDocument, MarkupKind } = languageService;
const { root, settings, asked } = JSON.parse(readFileSync(0, "utf-8"));
const rootUrl = pathToFileURL(root + "/");

const service = getLanguageService({
  schemaRequestService: (uri) => readFile(fileURLToPath(uri), "utf-8"),
  workspaceContext: {
    resolveRelativePath: (path, from) => new URL(path, from).toString(),
  },
  clientCapabilities: {
    textDocument: {
      completion: {
        completionItem: { documentationFormat: [MarkupKind.Markdown] },
      },
    },
  },
});

// As VS Code's own JSON extension hands these settings on.
service.configure({
  validate: true,
  schemas: settings["json.schemas"].map(({ fileMatch, url }) => ({
    fileMatch,
    uri: new URL(url, rootUrl).toString(),
  })),
});

async function answer({ file, text, what, at }) {
  const uri = new URL(file, rootUrl).toString();
  const document = TextDocument.create(uri, "json", 1, text);
  const json = service.parseJSONDocument(document);
  const span = ({ start, end }) => [document.offsetAt(start), document.offsetAt(end)];
  if (what === "complete") {
    const found = await service.doComplete(document, document.positionAt(at), json);
    return found.items.map((item) => ({
      label: item.label,
      told: item.documentation?.value ?? item.documentation ?? "",
      text: item.textEdit.newText,
      span: span(item.textEdit.range),
    }));
  }
  if (what === "hover") {
    const found = await service.doHover(document, document.positionAt(at), json);
    return found ? found.contents.join("\n") : "";
  }
  if (what === "problems") {
    const found = await service.doValidation(document, json);
    return found.map(({ message, range }) => ({ message, span: span(range) }));
  }
  const parts = await service.getMatchingSchemas(document, json);
  return parts.findLast((part) => part.node === json.root)?.schema.title ?? "";
}

const answers = [];
for (const each of asked) {
  answers.push(await answer(each));
}
process.stdout.write(JSON.stringify(answers));

import js from "@eslint/js";

const browser = [
  "Blob", "DecompressionStream", "Element", "HTMLElement", "Node", "Response", "ResizeObserver", "URL",
  "URLSearchParams", "XMLSerializer", "addEventListener", "atob", "cancelAnimationFrame", "devicePixelRatio",
  "document", "getComputedStyle", "history", "location", "matchMedia", "navigator", "performance", "print",
  "requestAnimationFrame", "setTimeout", "clearTimeout", "vis", "Intl",
];

export default [
  js.configs.recommended,
  {
    languageOptions: { globals: Object.fromEntries(browser.map(name => [name, "readonly"])) },
    rules: {
      "no-implicit-globals": "error",
      "no-restricted-properties": ["error", { property: "innerHTML" }, { property: "outerHTML" }],
      "no-eval": "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "prefer-const": "error",
      "no-var": "error",
      eqeqeq: "error",
    },
  },
];

// What the page uses of vis-network, which is a global of its own script.

interface VisItem { id: number; [key: string]: unknown }

interface VisDataSet {
  update(items: VisItem[]): void
  add(items: VisItem[]): void
  clear(): void
}

interface VisNetwork {
  on(event: string, handler: (event: any) => void): void
  setOptions(options: object): void
  setSelection(selection: { nodes: number[], edges: number[] }, options: object): void
  redraw(): void
  fit(options?: object): void
  focus(id: number, options?: object): void
  moveTo(options: object): void
  getScale(): number
  getViewPosition(): { x: number, y: number }
  /** Inner objects: used in `inside.js` alone. */
  body: { nodes: Record<number, any>, edges: Record<number, any> }
}

declare const vis: {
  DataSet: new (items: VisItem[]) => VisDataSet
  Network: new (container: HTMLElement, data: { nodes: VisDataSet, edges: VisDataSet }, options: object) => VisNetwork
}

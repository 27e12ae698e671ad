/**
 * GraphML (graphml.graphdrawing.org), which graphology reads and does not write. Nodes and edges keep their order, so
 * equal graphs give equal texts. Every edge is directed, as `fileEdge` has it. Texts must be such as XML can hold; attributes of one name are of one type.
 */
import { fileEdge, type SubgraphEdge, type SubgraphNode } from './subgraph.ts';

type Value = string | number | boolean;
type Owner = 'node' | 'edge';

export function writeGraphml(nodes: readonly SubgraphNode[], edges: readonly SubgraphEdge[]): string {
  const ofNodes = nodes.map(({ id, label, attributes }) => ({ id, values: { label, ...attributes } }));
  const ofEdges = edges.map(fileEdge).map(({ source, target, weight, attributes }) => ({
    ...{ source, target },
    values: { weight, ...attributes },
  }));
  const nodeLines = ofNodes.flatMap(({ id, values }) => [
    `    <node id="${escape(id)}">`,
    ...dataLines('node', values),
    '    </node>',
  ]);
  const edgeLines = ofEdges.flatMap(({ source, target, values }, index) => [
    `    <edge id="e${index}" source="${escape(source)}" target="${escape(target)}">`,
    ...dataLines('edge', values),
    '    </edge>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keyLines('node', ofNodes),
    ...keyLines('edge', ofEdges),
    '  <graph edgedefault="directed">',
    ...nodeLines,
    ...edgeLines,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function keyLines(owner: Owner, items: readonly { values: Readonly<Record<string, Value>> }[]): string[] {
  const values = new Map(items.flatMap((item) => Object.entries(item.values)));
  return [...values].map(
    ([name, value]) =>
      `  <key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${typeOf(value)}"/>`,
  );
}

function typeOf(value: Value): string {
  if (typeof value === 'number') return 'double';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

function dataLines(owner: Owner, values: Readonly<Record<string, Value>>): string[] {
  return Object.entries(values).map(
    ([name, value]) => `      <data key="${owner}-${name}">${escape(String(value))}</data>`,
  );
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

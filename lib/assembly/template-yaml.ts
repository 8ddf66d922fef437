import { isNode, type Node, Pair, parseDocument, Scalar, visit, YAMLMap } from 'yaml';
import { DEEPEST_NESTING, yamlTooDeepAt } from '../model/nesting';

/** Aliases that a template may expand to, so that a few lines do not become gigabytes. */
const MOST_ALIASES = 100;

/**
 * A template in YAML as the JSON that CloudFormation makes of it: `!GetAtt A.B` is `{"Fn::GetAtt": "A.B"}`.
 *
 * @throws Error with the line for what is no YAML
 */
export function parseTemplateYaml(text: string): unknown {
  const deep = yamlTooDeepAt(text);
  if (deep !== undefined) throw new Error(`line ${deep}: got more than ${DEEPEST_NESTING} levels of nesting`);
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: true });
  const [fault] = document.errors;
  if (fault !== undefined) throw fault;
  visit(document, {
    Node(_, node) {
      if (!isNode(node) || !node.tag?.startsWith('!') || node.tag.startsWith('!!')) return undefined;
      return asFunction(node, node.tag.slice(1));
    },
  });
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}

/** `!Ref` and `!Condition` keep their names, every other short form begins with `Fn::`. */
function asFunction(node: Node, name: string): YAMLMap {
  delete node.tag;
  const whole = ['Ref', 'Condition'].includes(name) ? name : `Fn::${name}`;
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(whole), node));
  return map;
}

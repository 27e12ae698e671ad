import { MultiGraph } from 'graphology';
import { parse as parseGexf } from 'graphology-gexf';
import { describe, expect, it } from 'vitest';
import { makeMachine } from './fake-dependencies.ts';

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;
const explore = (...argv: readonly string[]) => makeMachine().run('explore', ...argv);

describe('explore egonet', () => {
  it('shows who is around a subject, with measures and rings', async () => {
    const { code, out } = await explore('egonet', 'ada', '--radius', '2');
    expect(code).toBe(0);
    // ada and bob are linked four times over; ada, bob and shop are a triangle, cem hangs on bob.
    expect(out.split('\n')).toEqual([
      'id    kind      name          distance  facts  degree  clustering  betweenness  community',
      '────  ────────  ────────────  ────────  ─────  ──────  ──────────  ───────────  ─────────',
      'ada   user      Ada "張" <1>         0      0       2     100.0 %        0.0 %          0',
      'bob   user                           1      4       3      33.3 %       66.7 %          0',
      'shop  merchant  The shop             1      2       2     100.0 %        0.0 %          0',
      'cem   user                           2      1       1       0.0 %        0.0 %          0',
      '',
      expect.stringMatching(
        /^4 subjects and 5 links: density 66\.7 %, reciprocity 0\.0 %, clustering 58\.3 %, /,
      ),
      'Distance 1: 2 subjects.',
      'Distance 2: 1 subject.',
      '',
    ]);
  });

  it('says what a limit has left off', async () => {
    const { out } = await explore('egonet', 'ada', '--limit', '1');
    expect(out).toContain('Distance 1: 2 subjects, of whom the 1 linked by most facts are shown.');
    expect(out).toContain('Something was left off');
  });

  it('goes by the relations asked for', async () => {
    const { out } = await explore('egonet', 'ada', '--relations', 'knows', '--json');
    expect(json(out)).toMatchObject({
      center: 'ada',
      relations: ['knows'],
      truncated: false,
      measures: { nodes: 2, edges: 1 },
      subjects: [{ id: 'ada' }, { id: 'bob', distance: 1, degree: 1, is_hub: false }],
      links: [{ relation: 'knows', source: 'ada', target: 'bob', facts: 1, weight: 0.75 }],
    });
    const refused = await explore('egonet', 'ada', '--relations', 'knows,likes');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Expected one or more of knows, paid');
  });

  it('comes as GEXF, GraphML and Cypher too', async () => {
    const gexf = parseGexf(MultiGraph, (await explore('egonet', 'ada', '--format', 'gexf')).out);
    expect(gexf.nodes()).toEqual(['ada', 'bob', 'shop']);
    expect(gexf.getNodeAttributes('ada')).toMatchObject({ label: 'Ada "張" <1>', kind: 'user', degree: 2 });
    expect((await explore('egonet', 'ada', '--format', 'graphml')).out).toContain(
      'Ada &quot;張&quot; &lt;1&gt;',
    );
    expect((await explore('egonet', 'ada', '--format', 'cypher')).out).toMatch(
      /^WITH \['ada', 'bob', 'shop'\] AS ids\n/,
    );
  });

  it('is written to a file where one is named', async () => {
    const machine = makeMachine();
    const { code, out } = await machine.run(
      'explore',
      'egonet',
      'ada',
      '--format',
      'gexf',
      '--out',
      'ada.gexf',
    );
    expect([code, out]).toEqual([0, 'Wrote ada.gexf\n']);
    expect(machine.fakes.checkTextPath).toHaveBeenCalledWith('ada.gexf');
    const text = expect.stringContaining('<gexf') as string;
    expect(machine.fakes.writeText).toHaveBeenCalledWith({ path: 'ada.gexf', text });
  });

  it('names the nearest id for an unknown one', async () => {
    const { code, err } = await explore('egonet', 'shap');
    expect(code).toBe(1);
    expect(err).toBe('credence: memory: knows no subject shap at that time; did you mean shop?\n');
    expect((await explore('egonet', 'zzzzzz')).err).toContain('look for it with credence explore search');
  });

  it('needs a store with facts, and bounds within reach', async () => {
    const machine = makeMachine();
    machine.store.batch = 0;
    expect((await machine.run('explore', 'egonet', 'ada')).err).toContain('holds no facts yet');
    for (const wrong of [
      ['--radius', '4'],
      ['--limit', '0'],
      ['--limit', '1001'],
      ['--format', 'png'],
    ])
      expect((await explore('egonet', 'ada', ...wrong)).code, wrong.join(' ')).toBe(2);
    expect((await explore('egonet', 'ada', '--json', '--format', 'gexf')).code).toBe(2);
  });
});

describe('explore path', () => {
  it('shows each step and what links it to the next', async () => {
    const { out } = await explore('path', 'shop', 'cem');
    expect(out.split('\n')).toEqual([
      'step  id    kind      name      linked to the next by',
      '────  ────  ────────  ────────  ─────────────────────',
      '   0  shop  merchant  The shop  paid ←',
      '   1  bob   user                knows',
      '   2  cem   user',
      '',
      '2 links from shop to cem.',
      '',
    ]);
  });

  it('says when there is none', async () => {
    const { code, out } = await explore('path', 'ada', "o'neill");
    expect([code, out]).toEqual([0, "No path from ada to o'neill was found: looked at 4 subjects.\n"]);
    expect(json((await explore('path', 'ada', "o'neill", '--json')).out)).toMatchObject({
      length: null,
      subjects: [],
    });
  });

  it('names the end that is unknown', async () => {
    expect((await explore('path', 'ada', 'cam')).err).toContain(
      'knows no subject cam at that time; did you mean cem?',
    );
  });
});

describe('explore search, guarantees, identifiers and money', () => {
  it('finds by name', async () => {
    const { out } = await explore('search', 'THE');
    expect(out).toBe(
      'id    kind      name\n────  ────────  ────────\nshop  merchant  The shop\n\n1 found.\n',
    );
    expect((await explore('search', 'nowhere')).out).toBe('Nobody was found.\n');
    expect((await explore('search', 'o', '--limit', '1')).out).toContain(
      'The first 1 of 3; --limit shows more.',
    );
    expect((await explore('search', 'o', '--format', 'gexf')).code).toBe(2);
  });

  it('follows guarantees and flags circles', async () => {
    const { out } = await explore('guarantees', 'ada');
    expect(out).toMatch(/1 {2}ada +bob +2024-01-01 {2}loan-1 +50,000 {2}in a circle/);
    expect(out).toContain('3 guarantees.\nStand in for each other: ada, bob.');
    expect(json((await explore('guarantees', 'ada', '--json')).out)).toMatchObject({
      circles: [['ada', 'bob']],
      links: [
        { obligation: 'loan-1', amount_minor: 50_000, hop: 1, in_circle: true },
        {},
        { in_circle: false },
      ],
    });
    expect((await explore('guarantees', 'ada', '--format', 'cypher')).out).toContain('GUARANTEES');
    expect((await explore('guarantees', 'shop')).out).toBe('shop guarantees for nobody.\n');
  });

  it('shows who shares what', async () => {
    const { out } = await explore('identifiers', 'ada');
    expect(out).toContain('phone       1:c0ffee       3  bob');
    expect(out).toContain('1 shared identifier.\nSomething was left off; --limit shows more.');
    expect((await explore('identifiers', 'bob')).out).toBe('bob shares no identifier with anybody.\n');
  });

  it('adds up the money between two', async () => {
    const { out } = await explore('money', 'ada', 'shop');
    expect(out).toContain('123,456  EUR       2024-01-01  2024-06-30T12:00:00.000Z');
    expect((await explore('money', 'ada', 'bob')).out).toBe('No money went between ada and bob.\n');
    expect((await explore('money', 'ada', 'ada')).code).toBe(1);
  });
});

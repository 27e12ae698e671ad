/** The real sets, read from the folder that CREDENCE_DATA names. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dealing } from './world-statistics-dealings.ts';
import type { Network } from './world-statistics-graph.ts';

export interface SampledSet {
  readonly name: string;
  readonly network?: Network;
  /** Ties that are the same both ways, so that reciprocity says nothing. */
  readonly isSymmetric?: boolean;
  readonly dealings?: readonly Dealing[];
}

const MS_PER_DAY = 86_400_000;

export async function readSets(data: string): Promise<readonly SampledSet[]> {
  return [
    await epinions(join(data, 'epinions-trust')),
    await bitcoinOtc(join(data, 'rev2-otc')),
    await amazonReviewers(join(data, 'amazon-collusion')),
    await finbench(join(data, 'ldbc-finbench-example/snapshot')),
    await amlsim(join(data, 'amlsim-20k/20K_cycle200')),
    await berka(join(data, 'berka')),
  ];
}

async function linesOf(folder: string, file: string): Promise<string[]> {
  return (await readFile(join(folder, file), 'utf8')).trim().split(/\r?\n/);
}

export async function epinions(folder: string): Promise<SampledSet> {
  const pairs = (await linesOf(folder, 'soc-Epinions1-adjacency.txt')).flatMap((line) => {
    const [from = '', trusted = ''] = line.split(':');
    return trusted.split(',').flatMap((to) => (to.trim() === '' ? [] : [[from, to.trim()] as const]));
  });
  return { name: 'Epinions, who trusts whom', network: networkOf(pairs) };
}

async function bitcoinOtc(folder: string): Promise<SampledSet> {
  const rows = (await linesOf(folder, 'otc_network.csv')).map((line) => line.split(','));
  return {
    name: 'Bitcoin OTC, ratings',
    network: networkOf(rows.map(([from = '', to = '']) => [from, to])),
    dealings: rows.map(([actor = '', , , at]) => ({ actor, at: Number(at) * 1000 })),
  };
}

async function amazonReviewers(folder: string): Promise<SampledSet> {
  const pairs = (await linesOf(folder, 'J01Network.txt')).map((line) => line.trim().split(/\s+/));
  return {
    name: 'Amazon, reviewers of the same',
    network: networkOf(pairs.map(([from = '', to = '']) => [from, to])),
    isSymmetric: true,
  };
}

async function finbench(folder: string): Promise<SampledSet> {
  const [, ...lines] = await linesOf(folder, 'AccountTransferAccount.csv');
  const rows = lines.map((line) => line.split('|'));
  return {
    name: 'FinBench (synthetic), transfers of accounts',
    network: networkOf(rows.map(([from = '', to = '']) => [from, to])),
    dealings: rows.map(([actor = '', , amount, at = '']) => ({
      actor,
      amount: Number(amount),
      at: Date.parse(`${at.replace(' ', 'T')}Z`),
    })),
  };
}

async function amlsim(folder: string): Promise<SampledSet> {
  const [, ...lines] = await linesOf(folder, 'transactions.csv');
  const rows = lines.map((line) => line.split(','));
  return {
    name: 'AMLSim (synthetic), transfers of accounts',
    network: networkOf(rows.map(([from = '', to = '']) => [from, to])),
    dealings: rows.map(([actor = '', , amount, step]) => ({
      actor,
      amount: Number(amount),
      at: Number(step) * MS_PER_DAY,
    })),
  };
}

/** Money that leaves accounts before their loan; days without a time of day. */
async function berka(folder: string): Promise<SampledSet> {
  const [, ...lines] = await linesOf(folder, 'trans_preloan_354.csv');
  const rows = lines
    .map((line) => line.split(';'))
    .filter(([, , , type = '']) => type.startsWith('withdrawal'));
  return {
    name: 'Berka, money that leaves accounts',
    dealings: rows.map(([, actor = '', date = '', , , amount]) => ({
      actor,
      amount: Number(amount),
      at: Date.UTC(1900 + Number(date.slice(0, 2)), Number(date.slice(2, 4)) - 1, Number(date.slice(4, 6))),
    })),
  };
}

function networkOf(pairs: readonly (readonly [string, string])[]): Network {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const known = numbers.get(id) ?? numbers.size;
    numbers.set(id, known);
    return known;
  };
  const from = pairs.map(([id]) => numberOf(id));
  const to = pairs.map(([, id]) => numberOf(id));
  return { nodes: numbers.size, from, to };
}

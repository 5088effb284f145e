import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';

async function load(file) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: 'esm', write: false });
  return import('data:text/javascript;base64,' + Buffer.from(outputFiles[0].text).toString('base64'));
}

const { difference, decimalText, doubleText } = await load('src/decimal.ts');
const { parseTime, localText, instantText, clockOf } = await load('src/time.ts');

test('a difference is exact and has its sign', () => {
  assert.equal(difference('97.00', '100.00'), '\u22123.00');
  assert.equal(difference('0.3', '0.30000000000000004'), '\u22120.00000000000000004');
  assert.equal(difference('9007199254740993', '9007199254740992'), '+1');
  assert.equal(difference('-0.05', '0.05'), '\u22120.10');
  assert.equal(difference('1e+21', '1'), '+999999999999999999999');
  assert.equal(difference('1.5e-07', '0'), '+0.00000015');
  assert.equal(difference('1', '1.0'), '0.0');
});

test('where there is none to tell there is no difference', () => {
  assert.equal(difference(null, '1'), null);
  assert.equal(difference('NaN', '1'), null);
  assert.equal(difference('Infinity', '1'), null);
  assert.equal(difference('1e9999', '1'), null);
});

test('numbers are written as the engine does', () => {
  assert.equal(decimalText(-5, 2), '-0.05');
  assert.equal(decimalText(9007199254740991, 0), '9007199254740991');
  assert.equal(doubleText(97), '97.0');
  assert.equal(doubleText(1e-7), '1e-07');
  assert.equal(doubleText(1e21), '1e+21');
});

test('times are read and written as the engine does', () => {
  for (const text of ['2024-05-18T12:00:00', '2024-05-18T12:00:00.5', '1969-12-31T23:59:59.999999', '0001-01-01T00:00:00']) {
    assert.equal(localText(parseTime(text).microseconds), text);
  }
  assert.equal(parseTime('2024-05-18').microseconds, parseTime('2024-05-18T00:00:00').microseconds);
  assert.equal(parseTime('lunch'), null);
});

test('instants are shown on the clock of the fixture', () => {
  const noon = parseTime('2024-05-18T12:00:00Z').microseconds;
  assert.equal(instantText(noon, clockOf('Asia/Shanghai')), '2024-05-18T20:00:00+08:00');
  assert.equal(instantText(noon, clockOf('Asia/Kolkata')), '2024-05-18T17:30:00+05:30');
  assert.equal(instantText(noon, clockOf('America/St_Johns')), '2024-05-18T09:30:00-02:30');
  assert.equal(instantText(noon, clockOf('UTC')), '2024-05-18T12:00:00Z');
  assert.equal(instantText(noon, clockOf('no such zone')), '2024-05-18T12:00:00Z');
  assert.equal(parseTime('2024-05-18T20:00:00+08:00').microseconds, noon);
});

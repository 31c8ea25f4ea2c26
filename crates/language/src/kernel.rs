//! Products of byte rows with int8 matrices, exact in 32-bit integers and so the same on every processor.
//!
//! Three ways to the same sums: AVX-512 VNNI, AVX2, and plain Rust.

#![allow(unsafe_code)] // vector instructions need it; each block says why it is sound

use std::sync::OnceLock;

/// Columns in a packed block.
const BLOCK: usize = 16;
/// Columns that are worked on together: four blocks.
const PANEL: usize = 4 * BLOCK;
/// Consecutive values of a row that are multiplied together.
const GROUP: usize = 4;

/// The widest vectors that the processor has and the kernels use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Vectors {
    #[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
    Avx512,
    #[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
    Avx2,
    Plain,
}

/// Asks the processor once.
pub(crate) fn vectors() -> Vectors {
    static FOUND: OnceLock<Vectors> = OnceLock::new();
    *FOUND.get_or_init(|| {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                return Vectors::Avx512;
            }
            if is_x86_feature_detected!("avx2") {
                return Vectors::Avx2;
            }
        }
        Vectors::Plain
    })
}

/// An int8 matrix with one scale and bias a row (output), packed for the kernels.
pub(crate) struct Matrix {
    /// `[outputs / 16][inputs / 4][16][4]`.
    packed: Vec<i8>,
    /// Sum of each output's weights times 128: what the activations' offset adds.
    offset: Vec<i32>,
    scale: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl Matrix {
    /// Packs `weights[outputs][inputs]`; `inputs` must be a multiple of 4. Missing outputs up to a whole block are zeros.
    pub fn new(weights: &[i8], inputs: usize, scale: Vec<f32>, bias: Vec<f32>) -> Matrix {
        assert_eq!(inputs % GROUP, 0, "the inner width is a multiple of {GROUP}");
        let outputs = weights.len() / inputs;
        // whole panels keep the widest kernel free of a tail
        let padded = outputs.next_multiple_of(PANEL);
        let mut packed = vec![0i8; padded * inputs];
        let mut offset = vec![0i32; padded];
        for (n, row) in weights.chunks_exact(inputs).enumerate() {
            offset[n] = 128 * row.iter().map(|&w| i32::from(w)).sum::<i32>();
            for (k, group) in row.chunks_exact(GROUP).enumerate() {
                let at = ((n / BLOCK) * (inputs / GROUP) + k) * BLOCK * GROUP + (n % BLOCK) * GROUP;
                packed[at..at + GROUP].copy_from_slice(group);
            }
        }
        let widen = |mut v: Vec<f32>| {
            v.resize(padded, 0.0);
            v
        };
        Matrix { packed, offset, scale: widen(scale), bias: widen(bias), inputs, outputs }
    }

    /// Width of a result row: the number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Multiplies quantised rows (see `float::quantise`): `out` gets a row of `outputs` values for each.
    ///
    /// Panel by panel, so that a panel's weights stay in the nearest cache for all rows.
    pub fn multiply(&self, bytes: &[u8], scales: &[f32], out: &mut Vec<f32>) {
        assert_eq!(bytes.len(), scales.len() * self.inputs);
        out.clear();
        out.resize(scales.len() * self.outputs, 0.0);
        let mut sums = [[0i32; PANEL]; ROWS];
        for panel in 0..self.offset.len() / PANEL {
            let first = panel * PANEL;
            let columns = first..(first + PANEL).min(self.outputs);
            for (chunk, rows) in bytes.chunks(ROWS * self.inputs).enumerate() {
                let count = rows.len() / self.inputs;
                self.sums(rows, count, panel, &mut sums);
                for (r, sums) in sums.iter().enumerate().take(count) {
                    let row = chunk * ROWS + r;
                    let to = &mut out[row * self.outputs..][columns.clone()];
                    let (offset, scale, bias) =
                        (&self.offset[columns.clone()], &self.scale[columns.clone()], &self.bias[columns.clone()]);
                    finish(sums, offset, scale, bias, scales[row], to);
                }
            }
        }
    }

    /// Sums of products of `count` rows with the columns of one panel.
    fn sums(&self, rows: &[u8], count: usize, panel: usize, sums: &mut [[i32; PANEL]; ROWS]) {
        let weights = &self.packed[panel * PANEL * self.inputs..][..PANEL * self.inputs];
        #[cfg(target_arch = "x86_64")]
        match vectors() {
            // SAFETY: the processor has the features; `rows` holds `count` rows and `weights` a whole panel.
            Vectors::Avx512 => return unsafe { x86::avx512(rows, count, weights, sums) },
            // SAFETY: as above.
            Vectors::Avx2 => return unsafe { x86::avx2(rows, count, weights, sums) },
            Vectors::Plain => {}
        }
        plain(rows, count, weights, sums);
    }
}

fn plain(rows: &[u8], count: usize, weights: &[i8], sums: &mut [[i32; PANEL]; ROWS]) {
    let inputs = weights.len() / PANEL;
    for (row, sums) in rows.chunks_exact(inputs).zip(sums).take(count) {
        for (block, sums) in weights.chunks_exact(inputs * BLOCK).zip(sums.chunks_exact_mut(BLOCK)) {
            let mut acc = [0i32; BLOCK];
            for (a, b) in row.chunks_exact(GROUP).zip(block.chunks_exact(BLOCK * GROUP)) {
                for (acc, b) in acc.iter_mut().zip(b.chunks_exact(GROUP)) {
                    *acc += a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum::<i32>();
                }
            }
            sums.copy_from_slice(&acc);
        }
    }
}

/// Rows that share one pass over the weights.
const ROWS: usize = 6;

/// Integer sums to values: offset away, both scales on, bias added.
fn finish(sums: &[i32], offset: &[i32], scale: &[f32], bias: &[f32], row_scale: f32, out: &mut [f32]) {
    for ((((o, &s), &f), &w), &b) in out.iter_mut().zip(sums).zip(offset).zip(scale).zip(bias) {
        *o = (s - f) as f32 * (row_scale * w) + b;
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, GROUP, PANEL, ROWS};
    use std::arch::x86_64::*;

    /// # Safety
    /// The processor has the features named; `rows` holds `count` ≤ 6 rows and `weights` one panel.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub unsafe fn avx512(rows: &[u8], count: usize, weights: &[i8], sums: &mut [[i32; PANEL]; ROWS]) {
        let inputs = weights.len() / PANEL;
        let stride = inputs * BLOCK;
        // a short last batch computes its last row again in the spare places
        let row: [*const u8; ROWS] = std::array::from_fn(|r| rows[r.min(count - 1) * inputs..][..inputs].as_ptr());
        let weights = weights.as_ptr();
        let mut acc = [[_mm512_setzero_si512(); 4]; ROWS];
        for k in 0..inputs / GROUP {
            // SAFETY: block i of the panel begins at i · stride and holds 64 bytes for each group k. The loads are written
            // out, since a closure would not be compiled for these vectors.
            let b = unsafe {
                let from = weights.add(k * BLOCK * GROUP);
                [
                    _mm512_loadu_si512(from.cast()),
                    _mm512_loadu_si512(from.add(stride).cast()),
                    _mm512_loadu_si512(from.add(2 * stride).cast()),
                    _mm512_loadu_si512(from.add(3 * stride).cast()),
                ]
            };
            for r in 0..ROWS {
                // SAFETY: each row holds `inputs` bytes, a multiple of four.
                let a = unsafe { _mm512_set1_epi32(row[r].add(k * GROUP).cast::<i32>().read_unaligned()) };
                for i in 0..4 {
                    acc[r][i] = _mm512_dpbusd_epi32(acc[r][i], a, b[i]);
                }
            }
        }
        for (sums, acc) in sums.iter_mut().zip(&acc).take(count) {
            for (to, acc) in sums.chunks_exact_mut(BLOCK).zip(acc) {
                // SAFETY: `to` is exactly 64 bytes.
                unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), *acc) };
            }
        }
    }

    /// # Safety
    /// As for `avx512`, with AVX2.
    #[target_feature(enable = "avx2")]
    pub unsafe fn avx2(rows: &[u8], count: usize, weights: &[i8], sums: &mut [[i32; PANEL]; ROWS]) {
        let inputs = weights.len() / PANEL;
        for (row, sums) in rows.chunks_exact(inputs).zip(sums).take(count) {
            for (block, sums) in weights.chunks_exact(inputs * BLOCK).zip(sums.chunks_exact_mut(BLOCK)) {
                // each holds, for four columns, the sums of the first and of the second pair of the group
                let mut acc = [_mm256_setzero_si256(); 4];
                for (k, group) in row.chunks_exact(GROUP).enumerate() {
                    let group = i32::from_le_bytes([group[0], group[1], group[2], group[3]]);
                    let a = _mm256_cvtepu8_epi16(_mm_set1_epi32(group));
                    for (i, acc) in acc.iter_mut().enumerate() {
                        let b = &block[k * BLOCK * GROUP + i * 16..][..16];
                        // SAFETY: `b` is exactly 16 bytes.
                        let b = unsafe { _mm_loadu_si128(b.as_ptr().cast()) };
                        *acc = _mm256_add_epi32(*acc, _mm256_madd_epi16(a, _mm256_cvtepi8_epi16(b)));
                    }
                }
                for (i, acc) in acc.iter().enumerate() {
                    let mut pairs = [0i32; 8];
                    // SAFETY: `pairs` is exactly 32 bytes.
                    unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), *acc) };
                    for c in 0..4 {
                        sums[i * 4 + c] = pairs[2 * c] + pairs[2 * c + 1];
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(rows: usize, inputs: usize, outputs: usize) -> (Vec<u8>, Vec<i8>) {
        let mut state = 7u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        ((0..rows * inputs).map(|_| next().max(1)).collect(), (0..outputs * inputs).map(|_| next() as i8).collect())
    }

    #[test]
    fn every_way_gives_the_same_sums() {
        for rows in [1, 5, 6, 13] {
            let (inputs, outputs) = (384, 70);
            let (bytes, weights) = example(rows, inputs, outputs);
            let m = Matrix::new(&weights, inputs, vec![0.01; outputs], vec![0.5; outputs]);
            let scales = vec![0.02; rows];
            let mut out = Vec::new();
            m.multiply(&bytes, &scales, &mut out);
            for r in 0..rows {
                for n in 0..outputs {
                    let sum: i32 = (0..inputs)
                        .map(|k| (i32::from(bytes[r * inputs + k]) - 128) * i32::from(weights[n * inputs + k]))
                        .sum();
                    assert_eq!(out[r * outputs + n], sum as f32 * (0.02 * 0.01) + 0.5);
                }
            }
            let count = rows.min(ROWS);
            let bytes = &bytes[..count * inputs];
            for panel in 0..2 {
                let (mut fast, mut slow) = ([[0; PANEL]; ROWS], [[0; PANEL]; ROWS]);
                let weights = &m.packed[panel * PANEL * inputs..][..PANEL * inputs];
                m.sums(bytes, count, panel, &mut fast);
                plain(bytes, count, weights, &mut slow);
                assert_eq!(fast[..count], slow[..count]);
                #[cfg(target_arch = "x86_64")]
                if is_x86_feature_detected!("avx2") {
                    // SAFETY: the feature was just asked for; shapes as in `multiply`.
                    unsafe { x86::avx2(bytes, count, weights, &mut fast) };
                    assert_eq!(fast[..count], slow[..count]);
                }
            }
        }
    }
}

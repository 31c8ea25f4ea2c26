//! The network's arithmetic on `f32` rows, written so that every processor gives the same bits.
//!
//! Sums run in sixteen fixed lanes, products and sums are never fused, and the transcendental functions are our own
//! polynomials: the compiler may use any vector width without changing a result.

#![allow(unsafe_code)] // calling a function compiled for wider vectors needs it; the processor is asked first

/// Fixed lanes of a sum.
const LANES: usize = 16;

/// Sum of the terms in a fixed order.
#[inline(always)]
fn sum_by(x: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let chunks = x.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, &v) in lanes.iter_mut().zip(chunk) {
            *lane += term(v);
        }
    }
    for (lane, &v) in lanes.iter_mut().zip(rest) {
        *lane += term(v);
    }
    let mut width = LANES / 2;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// Largest absolute value; the order does not matter.
#[inline(always)]
fn largest(x: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for chunk in x.chunks(LANES) {
        for (lane, &v) in lanes.iter_mut().zip(chunk) {
            let v = v.abs();
            *lane = if v > *lane { v } else { *lane };
        }
    }
    lanes.iter().fold(0.0, |a, &b| if b > a { b } else { a })
}

/// e to the x, within 2e-7 relative; Cephes' polynomial after reduction to ±ln 2 / 2.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let x = if x > 88.0 { 88.0 } else { x };
    // adding and taking away 1.5 · 2^23 rounds to the nearest whole number
    const ROUND: f32 = 12_582_912.0;
    let n = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let p = ((((1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r + 1.666_666_5e-1)
        * r
        + 0.5;
    let p = p * r * r + r + 1.0;
    p * f32::from_bits(((n as i32 + 127) as u32) << 23)
}

/// x · Φ(x), with erf of Abramowitz and Stegun 7.1.26 (error below 1.5e-7).
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let p = ((((1.061_405_4 * t - 1.453_152) * t + 1.421_413_8) * t - 0.284_496_74) * t + 0.254_829_6) * t;
    let erf = 1.0 - p * exp(-z * z);
    let erf = if x < 0.0 { -erf } else { erf };
    0.5 * x * (1.0 + erf)
}

/// Makes a function of plain loops available at the widest vectors the processor has; the results are the same bits.
macro_rules! widest {
    ($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),*) $body:block) => {
        $(#[$doc])*
        pub(crate) fn $name($($arg: $type),*) {
            #[inline(always)]
            fn plain($($arg: $type),*) $body
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
                fn wide512($($arg: $type),*) { plain($($arg),*) }
                #[target_feature(enable = "avx2")]
                fn wide256($($arg: $type),*) { plain($($arg),*) }
                match crate::kernel::vectors() {
                    // SAFETY: `vectors` has asked the processor for exactly these features.
                    crate::kernel::Vectors::Avx512 => return unsafe { wide512($($arg),*) },
                    // SAFETY: as above.
                    crate::kernel::Vectors::Avx2 => return unsafe { wide256($($arg),*) },
                    crate::kernel::Vectors::Plain => {}
                }
            }
            plain($($arg),*)
        }
    };
}

widest! {
    /// Layer normalisation of each row of `width` values in place, after adding `residual`.
    fn add_and_normalise(x: &mut [f32], residual: &[f32], gain: &[f32], bias: &[f32]) {
        let width = gain.len();
        for (row, add) in x.chunks_exact_mut(width).zip(residual.chunks_exact(width)) {
            for (v, a) in row.iter_mut().zip(add) {
                *v += a;
            }
            let mean = sum_by(row, |v| v) / width as f32;
            let variance = sum_by(row, |v| (v - mean) * (v - mean)) / width as f32;
            let scale = 1.0 / (variance + 1e-12).sqrt();
            for ((v, g), b) in row.iter_mut().zip(gain).zip(bias) {
                *v = (*v - mean) * scale * g + b;
            }
        }
    }
}

widest! {
    /// Gaussian error linear unit of every value, in place.
    fn gelu_all(x: &mut [f32]) {
        for v in x.iter_mut() {
            *v = gelu(*v);
        }
    }
}

widest! {
    /// Each row of `width` values as bytes around 128 with one scale a row: value ≈ (byte − 128) · scale.
    fn quantise(x: &[f32], width: usize, bytes: &mut [u8], scales: &mut [f32]) {
        for ((row, out), scale) in x.chunks_exact(width).zip(bytes.chunks_exact_mut(width)).zip(scales) {
            let top = largest(row);
            *scale = top / 127.0;
            let inverse = if top > 0.0 { 127.0 / top } else { 0.0 };
            // adding 1.5 · 2^23 rounds to the nearest whole number, which then stands in the lowest bits
            for (b, &v) in out.iter_mut().zip(row) {
                *b = (v * inverse + (12_582_912.0 + 128.0)).to_bits() as u8;
            }
        }
    }
}

widest! {
    /// Multi-head attention within one sentence: `qkv` has rows of queries, keys and values; `out` rows of one width.
    fn attend(qkv: &[f32], heads: usize, out: &mut [f32]) {
        attention(qkv, heads, out);
    }
}

/// Width of one attention head.
const HEAD: usize = 32;

#[inline(always)]
fn attention(qkv: &[f32], heads: usize, out: &mut [f32]) {
    let width = heads * HEAD;
    let tokens = out.len() / width;
    // whole lanes of scores: the spare ones count nothing
    let padded = tokens.next_multiple_of(LANES);
    let mut keys = vec![0.0f32; padded * HEAD];
    let mut scores = vec![0.0f32; padded];
    for head in 0..heads {
        let (q, k, v) = (head * HEAD, width + head * HEAD, 2 * width + head * HEAD);
        // keys the other way round, so that the scores of a query are sums of whole rows
        for (t, row) in qkv.chunks_exact(3 * width).enumerate() {
            for (d, &key) in row[k..k + HEAD].iter().enumerate() {
                keys[d * padded + t] = key;
            }
        }
        for (row, out) in qkv.chunks_exact(3 * width).zip(out.chunks_exact_mut(width)) {
            let query = &row[q..q + HEAD];
            for (lane, scores) in scores.chunks_exact_mut(LANES).enumerate() {
                let mut sums = [0.0f32; LANES];
                for (&x, keys) in query.iter().zip(keys.chunks_exact(padded)) {
                    for (s, &key) in sums.iter_mut().zip(&keys[lane * LANES..][..LANES]) {
                        *s += x * key;
                    }
                }
                for (score, s) in scores.iter_mut().zip(sums) {
                    *score = s * 0.176_776_7; // 1 / √32
                }
            }
            scores[tokens..].fill(f32::NEG_INFINITY);
            let top = scores.iter().fold(f32::MIN, |a, &b| if b > a { b } else { a });
            for s in scores.iter_mut() {
                *s = exp(*s - top);
            }
            scores[tokens..].fill(0.0);
            let total = sum_by(&scores, |s| s);
            let mut mixed = [0.0f32; HEAD];
            for (row, &s) in qkv.chunks_exact(3 * width).zip(&scores) {
                for (m, &value) in mixed.iter_mut().zip(&row[v..v + HEAD]) {
                    *m += s * value;
                }
            }
            for (o, m) in out[q..q + HEAD].iter_mut().zip(mixed) {
                *o = m / total;
            }
        }
    }
}

widest! {
    /// `out[r] = Σ x[i] · rows[i][r]`: a row times a matrix given by rows of `out.len()` values.
    fn row_times_matrix(x: &[f32], rows: &[f32], out: &mut [f32]) {
        const AT_ONCE: usize = 64; // sums that fit the registers
        let (blocks, rest) = out.as_chunks_mut::<AT_ONCE>();
        assert!(rest.is_empty(), "rows are a multiple of {AT_ONCE} wide");
        let width = blocks.len();
        let (rows, _) = rows.as_chunks::<AT_ONCE>();
        for (at, out) in blocks.iter_mut().enumerate() {
            let mut sums = [0.0f32; AT_ONCE];
            for (&x, row) in x.iter().zip(rows.chunks_exact(width)) {
                let row = &row[at];
                for i in 0..AT_ONCE {
                    sums[i] += x * row[i];
                }
            }
            *out = sums;
        }
    }
}

/// Product of two rows of equal length, in fixed lanes.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for (a, b) in a.chunks(LANES).zip(b.chunks(LANES)) {
        for ((lane, &x), &y) in lanes.iter_mut().zip(a).zip(b) {
            *lane += x * y;
        }
    }
    sum_by(&lanes, |v| v)
}

/// Leaky rectifier with the slope of the training.
pub(crate) fn leaky(x: f32) -> f32 {
    if x < 0.0 { 0.1 * x } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close() {
        for i in -8000..800 {
            let x = i as f32 / 100.0;
            let want = (f64::from(x)).exp();
            assert!((f64::from(exp(x)) - want).abs() <= 4e-7 * want, "exp({x})");
        }
    }

    #[test]
    fn gelu_is_close() {
        // values of x · Φ(x) from tables of the normal distribution
        for (x, want) in [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_26), (3.0, 2.995_950_3), (-6.0, -5.9e-9)] {
            assert!((gelu(x) - want).abs() < 2e-6, "gelu({x}) = {}", gelu(x));
        }
    }

    #[test]
    fn quantised_rows_come_back() {
        let x = [0.5, -1.0, 0.25, 0.0, 3.0, -3.0, 1.5, 0.1];
        let (mut bytes, mut scales) = ([0u8; 8], [0f32; 2]);
        quantise(&x, 4, &mut bytes, &mut scales);
        for (i, &v) in x.iter().enumerate() {
            let back = (f32::from(bytes[i]) - 128.0) * scales[i / 4];
            assert!((back - v).abs() <= scales[i / 4] * 0.51);
        }
    }
}

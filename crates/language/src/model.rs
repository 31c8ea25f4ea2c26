//! The trained weights, embedded in the program and unpacked once.

use crate::kernel::Matrix;
use crate::subwords::Subwords;
use safetensors::SafeTensors;

/// The model's file; `training/` makes it.
pub(crate) static FILE: &[u8] = include_bytes!("../../../models/en/model.safetensors");

/// Width of a token's vector.
pub(crate) const WIDTH: usize = 384;
/// Attention heads.
pub(crate) const HEADS: usize = 12;
/// Width of the arc head's vectors.
pub(crate) const ARC: usize = 256;
/// Width of the label head's vectors.
pub(crate) const LABEL: usize = 64;
/// Most subwords in a sentence, its two marks included.
pub(crate) const POSITIONS: usize = 512;

/// Gain and bias of a layer normalisation.
pub(crate) struct Norm {
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
}

/// One layer of the encoder.
pub(crate) struct Layer {
    pub qkv: Matrix,
    pub out: Matrix,
    pub up: Matrix,
    pub down: Matrix,
    pub norm1: Norm,
    pub norm2: Norm,
}

/// The labels that the heads choose among, and where each head's scores stand in a row.
pub(crate) struct Labels {
    pub upos: Vec<&'static str>,
    pub xpos: Vec<&'static str>,
    pub relations: Vec<&'static str>,
    pub scripts: Vec<&'static str>,
}

/// All weights, ready for use.
pub(crate) struct Model {
    pub subwords: Subwords,
    pub labels: Labels,
    word: &'static [u8],
    word_scale: Vec<f32>,
    position: Vec<f32>,
    case: Vec<f32>,
    pub norm: Norm,
    pub layers: Vec<Layer>,
    /// Every head that reads a word's vector, one after the other.
    pub heads: Matrix,
    pub root: Vec<f32>,
    /// `[ARC + 1][ARC]`.
    pub arc: Vec<f32>,
    /// For each relation `[LABEL + 1][LABEL]`: dependents by heads.
    pub label: Vec<f32>,
    /// For each relation `[LABEL + 1]`: the dependents' part that needs no head.
    pub label_bias: Vec<f32>,
}

impl Model {
    /// Unpacks the embedded file.
    ///
    /// # Panics
    /// If the file is not one that `training/` exported; a test of this crate loads it.
    pub fn embedded() -> Model {
        let (_, header) = SafeTensors::read_metadata(FILE).expect("the embedded model has a safetensors header");
        let strings = header.metadata().as_ref().expect("the embedded model names its labels");
        let lines = |name: &str| -> &'static str { Box::leak(strings[name].clone().into_boxed_str()) };
        let list = |name: &str| lines(name).split('\n').collect::<Vec<_>>();
        let tensors = SafeTensors::deserialize(FILE).expect("the embedded model is a safetensors file");
        let file = File { tensors };

        let full = file.floats("label");
        let wide = LABEL + 1;
        Model {
            subwords: Subwords::new(lines("vocabulary")),
            labels: Labels {
                upos: list("upos"),
                xpos: list("xpos"),
                relations: list("relations"),
                scripts: list("scripts"),
            },
            word: file.bytes("word.weight"),
            word_scale: file.floats("word.scale"),
            position: file.floats("position"),
            case: file.floats("case"),
            norm: file.norm("norm"),
            layers: (0..).map_while(|i| file.layer(i)).collect(),
            heads: file.matrix("heads"),
            root: file.floats("root"),
            arc: file.floats("arc"),
            label: full.chunks_exact(wide).flat_map(|row| row[..LABEL].to_vec()).collect(),
            label_bias: full.chunks_exact(wide).map(|row| row[LABEL]).collect(),
        }
    }

    /// Writes the vector of a subword before the first normalisation: word, position and case.
    pub fn embed(&self, id: u32, position: usize, case: u8, out: &mut [f32]) {
        let word = &self.word[id as usize * WIDTH..][..WIDTH];
        let scale = self.word_scale[id as usize];
        let position = &self.position[position * WIDTH..][..WIDTH];
        let case = &self.case[usize::from(case) * WIDTH..][..WIDTH];
        for (((o, &w), p), c) in out.iter_mut().zip(word).zip(position).zip(case) {
            *o = f32::from(w as i8) * scale + p + c;
        }
    }
}

struct File {
    tensors: SafeTensors<'static>,
}

impl File {
    fn bytes(&self, name: &str) -> &'static [u8] {
        self.tensors.tensor(name).unwrap_or_else(|_| panic!("the embedded model has no tensor `{name}`")).data()
    }

    fn floats(&self, name: &str) -> Vec<f32> {
        self.bytes(name).chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    }

    fn matrix(&self, name: &str) -> Matrix {
        let bias = self.floats(&format!("{name}.bias"));
        let weights: Vec<i8> = self.bytes(&format!("{name}.weight")).iter().map(|&b| b as i8).collect();
        Matrix::new(&weights, weights.len() / bias.len(), self.floats(&format!("{name}.scale")), bias)
    }

    fn norm(&self, name: &str) -> Norm {
        Norm { gain: self.floats(&format!("{name}.gain")), bias: self.floats(&format!("{name}.bias")) }
    }

    fn layer(&self, i: usize) -> Option<Layer> {
        self.tensors.tensor(&format!("layer{i}.qkv.weight")).ok()?;
        let matrix = |part: &str| self.matrix(&format!("layer{i}.{part}"));
        let norm = |part: &str| self.norm(&format!("layer{i}.{part}"));
        Some(Layer {
            qkv: matrix("qkv"),
            out: matrix("out"),
            up: matrix("up"),
            down: matrix("down"),
            norm1: norm("norm1"),
            norm2: norm("norm2"),
        })
    }
}

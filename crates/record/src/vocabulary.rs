//! The closed lists of the record: each variant's name in JSON is its name here in kebab case.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A word that is not in the closed list asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// The words of the list.
    pub known: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of {}", self.word, self.known.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs)] // the words are their own documentation
        pub enum $name { $(#[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word of the list, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word as written in JSON and in the codebook.
            pub fn as_str(self) -> &'static str {
                Self::WORDS[self as usize]
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok($name::$variant),)+
                    _ => Err(UnknownWord { word: word.to_owned(), known: Self::WORDS }),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words!(
    /// What sort of occasion an engagement is.
    EngagementKind {
        Meeting = "meeting", Visit = "visit", Call = "call", Summit = "summit", Consultations = "consultations",
        Conference = "conference", Signing = "signing", Ceremony = "ceremony", Exercise = "exercise",
        Correspondence = "correspondence",
    }
);
words!(
    /// Whether and how an engagement came about.
    Status {
        Held = "held", Ongoing = "ongoing", Planned = "planned", Proposed = "proposed", Postponed = "postponed",
        Cancelled = "cancelled", Declined = "declined",
    }
);
words!(
    /// How exactly a date is known.
    Precision { Day = "day", Month = "month", Year = "year", Unknown = "unknown" }
);
words!(
    /// What a date was resolved by.
    DateBasis { Absolute = "absolute", Relative = "relative", Dateline = "dateline", Published = "published" }
);
words!(
    /// By what means the parties dealt with each other.
    Format { InPerson = "in-person", Video = "video", Phone = "phone", Written = "written" }
);
words!(
    /// What a participant did at an engagement.
    Role { Principal = "principal", Delegate = "delegate", Mediator = "mediator", Host = "host", Signatory = "signatory" }
);
words!(
    /// What came out of an engagement.
    OutcomeKind { Agreement = "agreement", Statement = "statement", Decision = "decision" }
);
words!(
    /// Whether a statement's words are quoted.
    Quoted { No = "no", Partly = "partly", Whole = "whole" }
);
words!(
    /// What somebody undertakes.
    CommitmentKind {
        Pledge = "pledge", Agreement = "agreement", Decision = "decision", Offer = "offer", Condition = "condition",
    }
);
words!(
    /// The rank of an office, highest first.
    Level {
        HeadOfState = "head-of-state", HeadOfGovernment = "head-of-government", DeputyHead = "deputy-head",
        Minister = "minister", NationalSecurityAdviser = "national-security-adviser",
        DeputyMinister = "deputy-minister", ChiefOfService = "chief-of-service", SeniorOfficial = "senior-official",
        Ambassador = "ambassador", Envoy = "envoy", Spokesperson = "spokesperson", Legislator = "legislator",
        HeadOfOrganisation = "head-of-organisation", Official = "official", Other = "other",
    }
);
words!(
    /// What a speaker does with a statement.
    Act {
        Inform = "inform", Assess = "assess", Praise = "praise", Thank = "thank", Welcome = "welcome",
        ExpressSatisfaction = "express-satisfaction", ExpressConcern = "express-concern", Condole = "condole",
        Congratulate = "congratulate", Support = "support", Commit = "commit", Agree = "agree", Propose = "propose",
        Request = "request", Urge = "urge", Demand = "demand", Invite = "invite", Offer = "offer", Warn = "warn",
        Threaten = "threaten", Criticise = "criticise", Condemn = "condemn", Accuse = "accuse", Deny = "deny",
        Reject = "reject", Apologise = "apologise", Announce = "announce",
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for word in Act::WORDS {
            assert_eq!(word.parse::<Act>().map(Act::as_str), Ok(*word));
        }
        assert!("shout".parse::<Act>().unwrap_err().to_string().contains("express-concern"));
    }
}

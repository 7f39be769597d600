using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.Protos;

public sealed class ProtoRulesTests
{
    private const string Path = "activeseg/v1/rounds.proto";

    private const string Head = "syntax = \"proto3\";\npackage activeseg.v1;\nimport \"activeseg/v1/common.proto\";\noption csharp_namespace = \"A\";\n";

    private const string Sound = Head + """
        // Starts rounds.
        service RoundsService {
          // Starts one.
          rpc StartRound(StartRoundRequest) returns (StartRoundResponse);
          // Shows one.
          rpc GetRound(GetRoundRequest) returns (stream GetRoundResponse) {
            option deprecated = true;
          }
        }

        // Where a round stands.
        enum RoundPhase {
          // Not said.
          ROUND_PHASE_UNSPECIFIED = 0;
          // Raters draw.
          ROUND_PHASE_LABELLING = 3;
        }

        // Asks.
        message StartRoundRequest {
          // UUID made by the caller.
          string request_id = 1;
          // Strata.
          map<string, string> strata = 2;
        }

        // Answers.
        message StartRoundResponse {}

        // Asks.
        message GetRoundRequest {
          // Which.
          oneof which {
            // By number.
            int32 round = 1 [deprecated = true];
          }
        }

        // Answers.
        message GetRoundResponse {
          reserved 3;
          /* Scans. */
          repeated string scans = 1;
        }
        """;

    private static readonly ProtoFile[] All =
        [.. Checkout.Files(".proto", "protos").Select(f => ProtoFile.Parse(f.Path["protos/".Length..], f.Text))];

    [Fact]
    public void Parse_EveryFile_HoldsServicesAndMessages()
    {
        Assert.Contains(All, f => f.Declarations.Any(d => d.Kind == ProtoKind.Method));
        Assert.All(All, f => Assert.Contains(f.Declarations, d => d.Kind == ProtoKind.Field));
    }

    [Fact]
    public void Parse_StatementOfAnotherLanguage_Throws() =>
        Assert.Throws<InvalidOperationException>(() => ProtoFile.Parse(Path, Head + "table Round { }"));

    [Fact]
    public void Place_EveryFile_IsInItsPackage() => Breaches.AssertNone(All.SelectMany(ProtoRules.Place));

    [Fact]
    public void Names_EveryDeclaration_IsNamedByTheRules() => Breaches.AssertNone(All.SelectMany(ProtoRules.Names));

    [Fact]
    public void Messages_EveryMethod_HasItsOwn() => Breaches.AssertNone(ProtoRules.Messages(All));

    [Fact]
    public void Comments_EveryDeclaration_HasOne() => Breaches.AssertNone(All.SelectMany(ProtoRules.Comments));

    [Fact]
    public void RequestIds_EveryChangingMethod_HasOne() => Breaches.AssertNone(All.SelectMany(ProtoRules.RequestIds));

    [Fact]
    public void AllRules_SoundFile_FindNothing() => Assert.Empty(Findings(Path, Sound));

    [Theory]
    [InlineData("proto3\"", "proto2\"", "activeseg/v1/rounds.proto does not say proto3")]
    [InlineData("package activeseg.v1", "package activeseg.v2", "activeseg/v1/rounds.proto is not in the folder of its package activeseg.v2")]
    [InlineData("package activeseg.v1", "package activeseg", "activeseg/v1/rounds.proto is of package \"activeseg\", which is not lower_snake with a version at its end")]
    [InlineData("service RoundsService", "service Rounds", "activeseg/v1/rounds.proto: Rounds does not end in Service")]
    [InlineData("string request_id = 1", "string request_id = 4", "activeseg/v1/rounds.proto: RoundsService.StartRound changes something, and field 1 of StartRoundRequest is not string request_id")]
    [InlineData("(StartRoundResponse)", "(Round)", "activeseg/v1/rounds.proto: RoundsService.StartRound uses Round; StartRoundResponse is the name")]
    [InlineData(" strata = 2", " scanStrata = 2", "activeseg/v1/rounds.proto: StartRoundRequest.scanStrata is not lower_snake_case")]
    [InlineData("  // Raters draw.\n", "", "activeseg/v1/rounds.proto: RoundPhase.ROUND_PHASE_LABELLING has no comment")]
    [InlineData("  // Strata.\n", "", "activeseg/v1/rounds.proto: StartRoundRequest.strata has no comment")]
    [InlineData("  // Starts one.\n", "", "activeseg/v1/rounds.proto: RoundsService.StartRound has no comment")]
    [InlineData("// Starts rounds.\n", "", "activeseg/v1/rounds.proto: RoundsService has no comment")]
    [InlineData(" ROUND_PHASE_LABELLING", " LABELLING", "activeseg/v1/rounds.proto: RoundPhase.LABELLING does not begin with ROUND_PHASE_")]
    [InlineData("_UNSPECIFIED = 0", "_NONE = 0", "activeseg/v1/rounds.proto: RoundPhase.ROUND_PHASE_NONE = 0: 0 is ROUND_PHASE_UNSPECIFIED, and nothing else is")]
    [InlineData("enum RoundPhase", "enum Round_Phase", "activeseg/v1/rounds.proto: Round_Phase is not PascalCase")]
    public void AllRules_PlantedBreach_IsNamed(string sound, string planted, string expected)
    {
        Assert.Contains(sound, Sound);

        Breaches.AssertOnly(expected, Findings(Path, Sound.Replace(sound, planted)));
    }

    [Fact]
    public void Place_FileNamedInCapitals_IsNamed() =>
        Breaches.AssertOnly(
            "activeseg/v1/Rounds.proto is not lower_snake.proto", Findings("activeseg/v1/Rounds.proto", Sound));

    [Fact]
    public void Messages_SharedByTwoMethods_AreNamed()
    {
        var shared = Sound.Replace("rpc GetRound(GetRoundRequest)", "rpc GetRound(StartRoundRequest)");

        Assert.Equal(
            [
                "activeseg/v1/rounds.proto: RoundsService.GetRound uses StartRoundRequest; GetRoundRequest is the name",
                "activeseg/v1/rounds.proto: RoundsService.GetRound uses StartRoundRequest, and so does activeseg/v1/rounds.proto: RoundsService.StartRound",
            ],
            Findings(Path, shared));
    }

    [Fact]
    public void Names_EnumerationWithoutZero_IsNamed()
    {
        var text = Sound.Replace("  // Not said.\n  ROUND_PHASE_UNSPECIFIED = 0;\n", "");

        Breaches.AssertOnly("activeseg/v1/rounds.proto: RoundPhase does not begin with a value of 0", Findings(Path, text));
    }

    private static IEnumerable<string> Findings(string path, string text)
    {
        var file = ProtoFile.Parse(path, text);
        return
        [
            .. ProtoRules.Place(file), .. ProtoRules.Names(file), .. ProtoRules.Messages([file]), .. ProtoRules.Comments(file),
            .. ProtoRules.RequestIds(file),
        ];
    }
}

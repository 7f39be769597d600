using System.Text.Json;
using System.Text.Json.Serialization;
using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Contracts.Storage;

/// <summary>The one way in which states become text: ids as plain values, enums as words, unknown members refused.</summary>
public static class StateJson
{
    /// <summary>Shared options; never changed.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new TextIdConverter<ProjectId>(ProjectId.Parse, id => id.Value));
        options.Converters.Add(new TextIdConverter<ScanId>(ScanId.Parse, id => id.Value));
        options.Converters.Add(new TextIdConverter<PatientId>(PatientId.Parse, id => id.Value));
        options.Converters.Add(new TextIdConverter<RaterId>(RaterId.Parse, id => id.Value));
        options.Converters.Add(new TextIdConverter<ExperimentId>(ExperimentId.Parse, id => id.Value));
        options.Converters.Add(new TextIdConverter<RequestId>(RequestId.Parse, id => id.ToString()));
        options.Converters.Add(new NumberIdConverter<RoundNumber>(n => new RoundNumber(n), id => id.Value));
        options.Converters.Add(new NumberIdConverter<ModelVersion>(n => new ModelVersion(n), id => id.Value));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class TextIdConverter<T>(Func<string?, T> parse, Func<T, string> print) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(print(value));
    }

    private sealed class NumberIdConverter<T>(Func<int, T> parse, Func<T, int> print) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(print(value));
    }
}

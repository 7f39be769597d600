using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace ActiveSeg.Cli.Output;

/// <summary>Where answers go (standard output) and where messages go (standard error).</summary>
/// <remarks>Threading: lines of concurrent callers are never mixed.</remarks>
internal sealed class Terminal
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonFormatter Proto =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true));

    private readonly TextWriter output;
    private readonly TextWriter error;
    private readonly Lock gate = new();
    private string bar = "";

    /// <summary>Creates a terminal.</summary>
    /// <param name="output">For answers.</param>
    /// <param name="error">For messages and progress.</param>
    /// <param name="isJson">Answers are JSON, and human text is left out.</param>
    /// <param name="isAnimated">Progress may redraw its line.</param>
    public Terminal(TextWriter output, TextWriter error, bool isJson, bool isAnimated) =>
        (this.output, this.error, IsJson, IsAnimated) = (output, error, isJson, isAnimated);

    /// <summary>Whether answers are JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Whether progress may redraw its line.</summary>
    public bool IsAnimated { get; }

    /// <summary>JSON of a message of the wire, with its field names and defaults.</summary>
    public static JsonNode ToJson(IMessage message) => JsonNode.Parse(Proto.Format(message))!;

    /// <summary>JSON of several messages.</summary>
    public static JsonArray ToJson(IEnumerable<IMessage> messages) => [.. messages.Select(ToJson)];

    /// <summary>Writes the answer as JSON; nothing without <c>--json</c>.</summary>
    public void Json(JsonNode answer)
    {
        if (IsJson)
        {
            Locked(() => output.WriteLine(answer.ToJsonString(Indented)));
        }
    }

    /// <summary>Writes a line of the answer for people; nothing with <c>--json</c>.</summary>
    public void Line(string text = "")
    {
        if (!IsJson)
        {
            Locked(() => output.WriteLine(text));
        }
    }

    /// <summary>Writes a message for people to standard error.</summary>
    public void Note(string text) => Locked(() => error.WriteLine(text));

    /// <summary>Redraws the progress line; nothing unless animated.</summary>
    /// <param name="text">Empty: removes the line.</param>
    public void Bar(string text)
    {
        if (!IsAnimated)
        {
            return;
        }

        lock (gate)
        {
            bar = text;
            error.Write("\r\u001b[K" + bar);
            error.Flush();
        }
    }

    private void Locked(Action write)
    {
        lock (gate)
        {
            if (bar.Length > 0)
            {
                error.Write("\r\u001b[K");
            }

            write();
            output.Flush();
            if (bar.Length > 0)
            {
                error.Write(bar);
            }

            error.Flush();
        }
    }
}

using System.Text;

namespace ActiveSeg.Architecture.Tests.Sources;

/// <summary>C# without its comments and without the contents of its texts and characters.</summary>
internal sealed class CodeText
{
    private readonly string source;
    private readonly StringBuilder kept = new();
    private int at;

    private CodeText(string source) => this.source = source;

    /// <summary>Blanks what is not code; line breaks outside texts stay.</summary>
    public static string Of(string source)
    {
        var reader = new CodeText(source);
        reader.ReadCode(insideHole: false);
        return reader.kept.ToString();
    }

    private void ReadCode(bool insideHole)
    {
        var braces = 0;
        while (at < source.Length)
        {
            if (Starts("//"))
            {
                at = End("\n", at);
            }
            else if (Starts("/*"))
            {
                at = Math.Min(End("*/", at + 2) + 2, source.Length);
            }
            else if (source[at] == '\'')
            {
                ReadCharacter();
            }
            else if (source[at] is '"' or '$' or '@' && TextBegins(out var dollars, out var verbatim))
            {
                ReadText(dollars, verbatim);
            }
            else
            {
                braces += source[at] switch { '{' => 1, '}' => -1, _ => 0 };
                if (insideHole && braces < 0)
                {
                    return;
                }

                kept.Append(source[at++]);
            }
        }
    }

    private bool TextBegins(out int dollars, out bool verbatim)
    {
        dollars = 0;
        verbatim = false;
        var quote = at;
        while (quote < source.Length && source[quote] is '$' or '@')
        {
            dollars += source[quote] == '$' ? 1 : 0;
            verbatim |= source[quote] == '@';
            quote++;
        }

        if (quote >= source.Length || source[quote] != '"')
        {
            return false;
        }

        at = quote;
        return true;
    }

    private void ReadText(int dollars, bool verbatim)
    {
        var quotes = 0;
        while (at + quotes < source.Length && source[at + quotes] == '"')
        {
            quotes++;
        }

        kept.Append("\"\"");
        if (quotes >= 3)
        {
            var fence = new string('"', quotes);
            at = Math.Min(End(fence, at + quotes) + quotes, source.Length);
        }
        else if (quotes == 2)
        {
            at += 2;
        }
        else
        {
            at++;
            ReadPlainText(dollars > 0, verbatim);
        }
    }

    private void ReadPlainText(bool holes, bool verbatim)
    {
        while (at < source.Length)
        {
            if (source[at] == '\\' && !verbatim)
            {
                at += 2;
            }
            else if (Starts("\"\"") && verbatim)
            {
                at += 2;
            }
            else if (source[at] == '"')
            {
                at++;
                return;
            }
            else if (holes && (Starts("{{") || Starts("}}")))
            {
                at += 2;
            }
            else if (holes && source[at] == '{')
            {
                at++;
                ReadCode(insideHole: true);
                at++;
            }
            else
            {
                at++;
            }
        }
    }

    private void ReadCharacter()
    {
        kept.Append("''");
        at++;
        while (at < source.Length && source[at] != '\'')
        {
            at += source[at] == '\\' ? 2 : 1;
        }

        at++;
    }

    private bool Starts(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private int End(string text, int from)
    {
        var found = from > source.Length ? -1 : source.IndexOf(text, from, StringComparison.Ordinal);
        return found < 0 ? source.Length : found;
    }
}

namespace ActiveSeg.Domain.Projects;

/// <summary>What a name may be made of.</summary>
public static class Names
{
    /// <summary>Lower-case letters, digits and hyphens, starting with a letter or digit.</summary>
    public static bool IsSlug(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text) || text.Length > maxLength || text[0] == '-')
        {
            return false;
        }

        return text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
    }

    /// <summary>Letters, digits, hyphen, underscore and dot, starting with a letter or digit: safe as a file name.</summary>
    public static bool IsPlain(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text) || text.Length > maxLength || !char.IsAsciiLetterOrDigit(text[0]))
        {
            return false;
        }

        return text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }
}

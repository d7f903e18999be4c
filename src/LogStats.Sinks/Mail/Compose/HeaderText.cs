using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// Values of mail headers: ASCII as it is, folded at spaces; everything else, and everything that could be taken for
/// an encoded word, as encoded words (RFC 2047), cut between characters. No line is longer than 78 characters.
/// </summary>
internal static class HeaderText
{
    private const string Fold = "\r\n ";
    private const int LongestLine = 78;
    private const int LongestWord = 60;
    private const int BytesOfWord = 39;
    private const int CharsOfPart = 50;

    /// <param name="used">How much of the line is written already.</param>
    public static string Unstructured(string text, int used)
    {
        string[] words = text.Split(' ');
        if (!IsPrintable(text) || text.Contains("=?", StringComparison.Ordinal)
            || Array.Exists(words, static word => word.Length is 0 or > LongestWord))
        {
            return text.Length == 0 ? "" : Encoded(text);
        }

        StringBuilder folded = new(text.Length + 16);
        foreach (string word in words)
        {
            bool first = folded.Length == 0;
            if (!first && used + 1 + word.Length > LongestLine)
            {
                _ = folded.Append(Fold);
                used = 1;
            }
            else if (!first)
            {
                _ = folded.Append(' ');
                used++;
            }

            _ = folded.Append(word);
            used += word.Length;
        }

        return folded.ToString();
    }

    /// <summary>Each on a line of its own.</summary>
    public static string Mailboxes(IEnumerable<Mailbox> mailboxes) => string.Join("," + Fold, mailboxes.Select(One));

    /// <summary>The parameter that names an attachment; long or foreign names in pieces, as RFC 2231 has it.</summary>
    public static string FileName(string name)
    {
        if (name.Length <= LongestWord && name.All(static one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_'))
        {
            return $";{Fold}filename=\"{name}\"";
        }

        StringBuilder parts = new();
        StringBuilder part = new("UTF-8''");
        int number = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            string one = Uri.EscapeDataString(rune.ToString());
            if (part.Length + one.Length > CharsOfPart)
            {
                _ = parts.Append(';').Append(Fold).Append("filename*").Append(number++).Append("*=").Append(part);
                _ = part.Clear();
            }

            // Allowed in a URI, and not in a parameter.
            _ = part.Append(one.Length > 1 || !"!'()*~".Contains(one[0]) ? one : $"%{(int)one[0]:X2}");
        }

        return parts.Append(';').Append(Fold).Append("filename*").Append(number).Append("*=").Append(part).ToString();
    }

    private static string One(Mailbox mailbox) => mailbox.Name.Length == 0
        ? mailbox.Address
        : $"{Phrase(mailbox.Name)}{Fold}<{mailbox.Address}>";

    private static string Phrase(string name)
        => IsPrintable(name) && name.Length <= LongestWord && !name.Contains("=?", StringComparison.Ordinal)
            ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Encoded(name);

    private static string Encoded(string text)
    {
        List<string> words = [];
        List<byte> bytes = [];
        Span<byte> one = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(one);
            if (bytes.Count + length > BytesOfWord)
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }

            bytes.AddRange(one[..length]);
        }

        words.Add(Word(bytes));
        return string.Join(Fold, words);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static bool IsPrintable(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

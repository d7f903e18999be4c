using System.Text;

namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>RFC 4180, read character by character: slow and plain. An unquoted empty cell is null.</summary>
internal static class ReferenceCsv
{
    public static List<List<string?>> Read(string text)
    {
        List<List<string?>> records = [];
        List<string?> record = [];
        int at = 0;
        while (at < text.Length)
        {
            record.Add(Cell(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            records.Add(record);
            record = [];
        }

        Assert.Empty(record);
        return records;
    }

    private static string? Cell(string text, ref int at)
    {
        StringBuilder cell = new();
        if (text[at] != '"')
        {
            while (text[at] is not (',' or '\r'))
            {
                Assert.False(text[at] is '"' or '\n', "must stand in quotes");
                _ = cell.Append(text[at++]);
            }

            return cell.Length == 0 ? null : cell.ToString();
        }

        for (at++; ; at++)
        {
            if (text[at] == '"' && text[++at] != '"')
            {
                return cell.ToString();
            }

            _ = cell.Append(text[at]);
        }
    }
}

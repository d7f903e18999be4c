namespace LogStats.Tests.Infrastructure;

/// <summary>What a line is, in the plainest words: cut at LF, one CR directly before the LF goes with it.</summary>
internal static class PlainLines
{
    public static List<SeenLine> Split(byte[] data)
    {
        List<SeenLine> lines = [];
        List<byte> line = [];
        int start = 0;
        for (int at = 0; at < data.Length; at++)
        {
            if (data[at] != '\n')
            {
                line.Add(data[at]);
                continue;
            }

            if (line.Count > 0 && line[^1] == '\r')
            {
                line.RemoveAt(line.Count - 1);
            }

            lines.Add(new SeenLine(start, [.. line]));
            line.Clear();
            start = at + 1;
        }

        if (start < data.Length)
        {
            lines.Add(new SeenLine(start, [.. line]));
        }

        return lines;
    }
}

using System.Text;
using System.Text.RegularExpressions;
using LogStats.Faults;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// Brings a body to the server and finds the rows that it refuses. The server stores the good points of such a body and
/// often says no more of the others than how many: halves are sent again, in the order of time because what is refused
/// mostly lies together there, until each half is stored or refused as a whole. Sending a point again changes nothing.
/// </summary>
internal sealed partial class InfluxDelivery(InfluxServer server, Func<InfluxAnswer, LogStatsException> fault)
{
    /// <summary>How often a body is asked about. What is still mixed then is set aside as a whole, and said to be.</summary>
    private const int MostRequests = 256;

    private readonly InfluxBody _part = new();
    private int _requests;

    /// <summary>Rows that will never be stored, each with the reason.</summary>
    public List<(IRow Row, string Reason)> Refused { get; } = [];

    /// <summary>A size that the server found too large; zero while it took all.</summary>
    public int TooLarge { get; private set; }

    public async Task SendAsync(InfluxBody body, CancellationToken stop)
    {
        InfluxAnswer answer = await server.WriteAsync(body.Bytes, stop).ConfigureAwait(false);
        if (!answer.IsDone)
        {
            _requests = 0;
            int[] lines = [.. Enumerable.Range(0, body.Lines.Count).OrderBy(line => body.Lines[line].Time)];
            await JudgeAsync(body, lines, answer, body.Length, stop).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(InfluxBody body, int[] lines, CancellationToken stop)
    {
        if (lines.Length > 0)
        {
            _part.Take(body, lines);
            _requests++;
            InfluxAnswer answer = await server.WriteAsync(_part.Bytes, stop).ConfigureAwait(false);
            await JudgeAsync(body, lines, answer, _part.Length, stop).ConfigureAwait(false);
        }
    }

    private async Task JudgeAsync(InfluxBody body, int[] lines, InfluxAnswer answer, int length, CancellationToken stop)
    {
        if (answer.IsDone)
        {
            return;
        }

        if (answer.Status == 413)
        {
            TooLarge = TooLarge == 0 ? length : Math.Min(TooLarge, length);
            await HalvesAsync(body, lines, "it alone is larger than the server takes", stop).ConfigureAwait(false);
            return;
        }

        if (!answer.IsAboutPoints || !(answer.IsPartial || AboutLines().IsMatch(answer.Words)))
        {
            throw fault(answer);
        }

        HashSet<int> named = Name(body, lines, answer);
        if (named.Count > 0)
        {
            if (!answer.IsPartial || answer.DroppedCount > 0)
            {
                await SendAsync(body, [.. lines.Where(line => !named.Contains(line))], stop).ConfigureAwait(false);
            }
        }
        else if (answer.DroppedCount >= lines.Length)
        {
            Refuse(body, lines, answer.Reason);
        }
        else if (_requests >= MostRequests)
        {
            Refuse(body, lines, $"it is one of {lines.Length:N0} rows of which the server refuses some, because {answer.Reason}");
        }
        else if (WithField(body, lines, answer) is { Length: > 0 } with && with.Length < lines.Length)
        {
            await SendAsync(body, with, stop).ConfigureAwait(false);
            await SendAsync(body, [.. lines.Except(with)], stop).ConfigureAwait(false);
        }
        else
        {
            await HalvesAsync(body, lines, answer.Reason, stop).ConfigureAwait(false);
        }
    }

    private async Task HalvesAsync(InfluxBody body, int[] lines, string reason, CancellationToken stop)
    {
        if (lines.Length == 1)
        {
            Refuse(body, lines, reason);
            return;
        }

        int half = lines.Length / 2;
        await SendAsync(body, lines[..half], stop).ConfigureAwait(false);
        await SendAsync(body, lines[half..], stop).ConfigureAwait(false);
    }

    /// <summary>Refuses the lines that the server names, by their number or by their text.</summary>
    private HashSet<int> Name(InfluxBody body, int[] lines, InfluxAnswer answer)
    {
        HashSet<int> named = [];
        int[] sent = lines.Length == body.Lines.Count ? [.. Enumerable.Range(0, lines.Length)] : lines;
        foreach ((int number, string reason) in answer.NamedLines())
        {
            if (number >= 1 && number <= sent.Length && named.Add(sent[number - 1]))
            {
                Refuse(body, [sent[number - 1]], reason);
            }
        }

        foreach (int line in answer.Words.Contains(Unparsed, StringComparison.Ordinal) ? lines : [])
        {
            string start = $"{Unparsed}{Encoding.UTF8.GetString(body.Line(line))}': ";
            int at = answer.Words.IndexOf(start, StringComparison.Ordinal);
            if (at >= 0 && named.Add(line))
            {
                string reason = answer.Words[(at + start.Length)..].Split('\n')[0];
                Refuse(body, [line], DroppedAtEnd().Replace(reason, ""));
            }
        }

        return named;
    }

    /// <summary>The lines that hold the field of which the server says that it is of another type.</summary>
    private static int[]? WithField(InfluxBody body, int[] lines, InfluxAnswer answer)
    {
        if (ConflictingField().Match(answer.Words) is not { Success: true } match)
        {
            return null;
        }

        byte[] name = [.. InfluxText.Tag(match.Groups[1].Value), (byte)'='];
        byte[] first = [(byte)' ', .. name];
        byte[] later = [(byte)',', .. name];
        return [.. lines.Where(line => body.Line(line).IndexOf(later) >= 0 || body.Line(line).IndexOf(first) >= 0)];
    }

    private void Refuse(InfluxBody body, int[] lines, string reason)
    {
        foreach (int line in lines)
        {
            Refused.Add((body.Lines[line].Row, reason));
        }
    }

    private const string Unparsed = "unable to parse '";

    [GeneratedRegex("unable to parse '|max key length exceeded|partial write", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AboutLines();

    [GeneratedRegex(@" dropped=\d+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DroppedAtEnd();

    [GeneratedRegex("input field \"([^\"]+)\" on measurement", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ConflictingField();
}

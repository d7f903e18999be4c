using System.Text;
using LogStats.Faults;

namespace LogStats.Elf.Times;

/// <summary>The letters of Java's SimpleDateFormat to the steps of a pattern. Text in quotes is text, two quotes are one.</summary>
internal static class JavaTimeText
{
    private const string Advice
        = "Write the time as SimpleDateFormat has it, for example dd/MMM/yyyy:HH:mm:ss Z, other letters in single quotes.";

    /// <exception cref="LogStatsException">A letter is not known, or a quote is not closed.</exception>
    public static List<TimeStep> Steps(string text, string whole, int from)
    {
        List<TimeStep> steps = [];
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\'')
            {
                at = Quoted(text, at, steps, whole, from);
                continue;
            }

            if (!char.IsAsciiLetter(text[at]))
            {
                int length = char.IsSurrogatePair(text, at) ? 2 : 1;
                Add(steps, text.AsSpan(at, length));
                at += length;
                continue;
            }

            int end = at;
            while (end < text.Length && text[end] == text[at])
            {
                end++;
            }

            steps.Add(Of(text[at], end - at)
                ?? throw Fail.LogPattern(whole, $"the letters '{text[at..end]}' of its time are not known", from + at + 1, Advice));
            at = end;
        }

        return steps.Exists(step => step.Kind != TimeStepKind.Literal)
            ? steps
            : throw Fail.LogPattern(whole, $"the time '{text}' holds no part of a time", from + 1, Advice);
    }

    /// <summary>Reads the text that begins with the quote at <paramref name="at"/>; returns where it ends.</summary>
    private static int Quoted(string text, int at, List<TimeStep> steps, string whole, int from)
    {
        int start = at++;
        if (at < text.Length && text[at] == '\'')
        {
            Add(steps, "'");
            return at + 1;
        }

        while (at < text.Length)
        {
            int end = text.IndexOf('\'', at);
            if (end < 0)
            {
                break;
            }

            Add(steps, text.AsSpan(at, end - at));
            if (end + 1 == text.Length || text[end + 1] != '\'')
            {
                return end + 1;
            }

            Add(steps, "'");
            at = end + 2;
        }

        throw Fail.LogPattern(whole, "a quote in its time is not closed", from + start + 1, Advice);
    }

    private static void Add(List<TimeStep> steps, ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        steps.AddRange(bytes.Select(TimeStep.Literal));
    }

    private static TimeStep? Of(char letter, int count) => letter switch
    {
        'y' or 'Y' when count == 2 => TimeStep.Digits(TimeStepKind.YearOfCentury, 2),
        'y' or 'Y' => TimeStep.Digits(TimeStepKind.Year, 4),
        'M' or 'L' when count > 2 => new TimeStep(TimeStepKind.MonthName),
        'M' or 'L' => Two(TimeStepKind.Month, count),
        'd' => Two(TimeStepKind.Day, count),
        'D' => new TimeStep(TimeStepKind.DayOfYear, Least(count, 3), 3),
        'E' => new TimeStep(TimeStepKind.DayName),
        'u' => TimeStep.Digits(TimeStepKind.Skipped, 1),
        'w' => Two(TimeStepKind.Skipped, count),
        'W' or 'F' => TimeStep.Digits(TimeStepKind.Skipped, 1),
        'a' => new TimeStep(TimeStepKind.Afternoon),
        'H' => Two(TimeStepKind.Hour, count),
        'k' => Two(TimeStepKind.HourFromOne, count),
        'h' or 'K' => Two(TimeStepKind.HalfDayHour, count),
        'm' => Two(TimeStepKind.Minute, count),
        's' => Two(TimeStepKind.Second, count),
        'S' => new TimeStep(TimeStepKind.Milliseconds, Least(count, 9), (byte)Math.Clamp(count, 3, 9)),
        'z' => new TimeStep(TimeStepKind.ZoneName),
        'Z' or 'X' when letter == 'Z' || count <= 3 => new TimeStep(TimeStepKind.Offset),
        _ => null,
    };

    private static TimeStep Two(TimeStepKind kind, int count) => new(kind, Least(count, 2), 2);

    private static byte Least(int count, int most) => (byte)Math.Min(count, most);
}

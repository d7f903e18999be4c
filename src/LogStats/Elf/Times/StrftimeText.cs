using System.Text;
using LogStats.Faults;

namespace LogStats.Elf.Times;

/// <summary>The conversions of strftime(3), the flags of glibc included, to the steps of a pattern.</summary>
internal static class StrftimeText
{
    /// <exception cref="LogStatsException">A conversion is not known.</exception>
    public static List<TimeStep> Steps(string text, string whole, int from)
    {
        List<TimeStep> steps = [];
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] != '%')
            {
                int next = text.IndexOf('%', at);
                next = next < 0 ? text.Length : next;
                steps.AddRange(Encoding.UTF8.GetBytes(text[at..next]).Select(TimeStep.Literal));
                at = next;
                continue;
            }

            int start = at++;
            bool unpadded = false;
            bool blanks = false;
            while (at < text.Length && (text[at] is '_' or '-' or '0' or '^' or '#' or 'E' or 'O'))
            {
                unpadded |= text[at] == '-';
                blanks |= text[at++] == '_';
            }

            IEnumerable<TimeStep> made = at < text.Length ? Of(text[at++]) : throw Unknown(text, start, at, whole, from);
            bool isKnown = false;
            foreach (TimeStep step in made)
            {
                isKnown = true;
                bool loose = (unpadded || blanks) && step.Kind < TimeStepKind.Offset && step.Kind != TimeStepKind.Literal;
                steps.Add(loose ? step with { Least = 1, Blanks = blanks } : step);
            }

            if (!isKnown)
            {
                throw Unknown(text, start, at, whole, from);
            }
        }

        return steps.Exists(step => step.Kind != TimeStepKind.Literal)
            ? steps
            : throw Fail.LogPattern(whole, $"the time '{text}' holds no part of a time", from + 1, StrftimeAdvice);
    }

    private const string StrftimeAdvice = "Write the time with the conversions of strftime, for example %d/%b/%Y:%T %z.";

    private static LogStatsException Unknown(string text, int start, int end, string whole, int from) => Fail.LogPattern(
        whole, $"the conversion '{text[start..end]}' of its time is not known", from + start + 1, StrftimeAdvice);

    private static IEnumerable<TimeStep> Of(char conversion) => conversion switch
    {
        'a' or 'A' => [new TimeStep(TimeStepKind.DayName)],
        'b' or 'B' or 'h' => [new TimeStep(TimeStepKind.MonthName)],
        'c' => [.. Of('a'), Blank, .. Of('b'), Blank, .. Of('e'), Blank, .. Of('T'), Blank, .. Of('Y')],
        'C' => [TimeStep.Digits(TimeStepKind.Century, 2)],
        'd' => [TimeStep.Digits(TimeStepKind.Day, 2)],
        'D' or 'x' => [.. Of('m'), Mark('/'), .. Of('d'), Mark('/'), .. Of('y')],
        'e' => [new TimeStep(TimeStepKind.Day, 2, 2, Blanks: true)],
        'F' => [new TimeStep(TimeStepKind.IsoDate)],
        'G' => [TimeStep.Digits(TimeStepKind.Skipped, 4)],
        'g' or 'U' or 'V' or 'W' => [TimeStep.Digits(TimeStepKind.Skipped, 2)],
        'H' => [TimeStep.Digits(TimeStepKind.Hour, 2)],
        'I' => [TimeStep.Digits(TimeStepKind.HalfDayHour, 2)],
        'j' => [TimeStep.Digits(TimeStepKind.DayOfYear, 3)],
        'k' => [new TimeStep(TimeStepKind.Hour, 2, 2, Blanks: true)],
        'l' => [new TimeStep(TimeStepKind.HalfDayHour, 2, 2, Blanks: true)],
        'm' => [TimeStep.Digits(TimeStepKind.Month, 2)],
        'M' => [TimeStep.Digits(TimeStepKind.Minute, 2)],
        'n' => [Mark('\n')],
        'p' or 'P' => [new TimeStep(TimeStepKind.Afternoon)],
        'r' => [.. Of('I'), Mark(':'), .. Of('M'), Mark(':'), .. Of('S'), Blank, .. Of('p')],
        'R' => [.. Of('H'), Mark(':'), .. Of('M')],
        's' => [new TimeStep(TimeStepKind.EpochWholeSeconds)],
        'S' => [TimeStep.Digits(TimeStepKind.Second, 2)],
        't' => [Mark('\t')],
        'T' or 'X' => [.. Of('H'), Mark(':'), .. Of('M'), Mark(':'), .. Of('S')],
        'u' or 'w' => [TimeStep.Digits(TimeStepKind.Skipped, 1)],
        'y' => [TimeStep.Digits(TimeStepKind.YearOfCentury, 2)],
        'Y' => [TimeStep.Digits(TimeStepKind.Year, 4)],
        'z' => [new TimeStep(TimeStepKind.Offset)],
        'Z' => [new TimeStep(TimeStepKind.ZoneName)],
        '%' => [Mark('%')],
        _ => [],
    };

    private static TimeStep Blank => Mark(' ');

    private static TimeStep Mark(char letter) => TimeStep.Literal((byte)letter);
}

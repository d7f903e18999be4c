using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Alerts;

namespace LogStats.Tests.Alerts;

/// <summary>A watch of some days: who is watched, when service is open, who is seen when, and when somebody looks.</summary>
internal sealed record AlertCase(
    ServiceWindow Window, IReadOnlyDictionary<string, TimeSpan> Thresholds, (int Minute, string Subject)[] Seen, int[] Looks, int Length)
{
    /// <summary>A Wednesday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 18, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_names = ["app", "poc@shop", "postgres"];

    public static Gen<AlertCase> Cases =>
        from length in Gen.Choose(1, 9 * 1440)
        from window in Windows
        from thresholds in Gen.ArrayOf(Gen.Choose(1, 299), 3)
        from seen in Gen.ArrayOf(from minute in Gen.Choose(0, length) from name in Gen.Elements(s_names) select (minute, name))
        from looks in Gen.ArrayOf(Gen.Choose(0, length))
        select new AlertCase(
            window,
            s_names.Zip(thresholds).ToDictionary(pair => pair.First, pair => TimeSpan.FromMinutes(pair.Second)),
            [.. seen.Distinct().OrderBy(one => one.minute)], [.. looks.Order()], length);

    /// <summary>All are open for five hours or more, so that any of the thresholds can be passed.</summary>
    private static Gen<ServiceWindow> Windows =>
        from kind in Gen.Choose(0, 3)
        from open in Gen.Choose(0, 18)
        from length in Gen.Choose(5, 20)
        from days in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
        from zone in Gen.Elements(TimeZoneInfo.Utc, TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromMinutes(345), "x", "x"))
        let week = kind % 2 == 0 ? (IReadOnlyList<DayOfWeek>)[] : [.. days.DefaultIfEmpty(DayOfWeek.Thursday)]
        select kind < 2
            ? new ServiceWindow { TimeZone = zone, Weekdays = week }
            : new ServiceWindow { TimeZone = zone, Weekdays = week, OpenAt = TimeSpan.FromHours(open), CloseAt = TimeSpan.FromHours((open + length) % 24) };

    /// <summary>What the engine tells, in the words of <see cref="AlertSimulation"/>.</summary>
    /// <param name="restart">After each so many steps the process ends, and another goes on; 0 for never.</param>
    public List<string> Run(int restart = 0)
    {
        AlertOptions options = new() { Window = Window, Thresholds = Thresholds };
        AlertEngine engine = new(options, Window.TimeZone!);
        engine.Begin(Start.UtcTicks);
        List<LogAlert> told = [];
        int steps = 0;
        foreach ((int minute, string? subject) in Seen.Select(seen => (seen.Minute, (string?)seen.Subject))
            .Concat(Looks.Select(look => (look, (string?)null))).OrderBy(step => step.Item1).ToList())
        {
            long time = Start.AddMinutes(minute).UtcTicks;
            if (subject is null)
            {
                engine.Look(time);
            }
            else
            {
                engine.Seen(engine.Find(subject), time);
            }

            told.AddRange(engine.Raised);
            engine.Raised.Clear();
            if (restart > 0 && ++steps % restart == 0)
            {
                AlertMemory memory = engine.Memory();
                engine = new AlertEngine(options, Window.TimeZone!);
                engine.Restore(memory);
            }
        }

        engine.Look(Start.AddMinutes(Length).UtcTicks + 1);
        told.AddRange(engine.Raised);
        Assert.Equal(told.OrderBy(alert => alert.Time), told);
        return [.. told.Select(Text).Order(StringComparer.Ordinal)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Window} {string.Join(',', Window.Weekdays)} {string.Join(' ', Thresholds)} seen: {string.Join(' ', Seen)} looks: {string.Join(' ', Looks)} length: {Length}");

    private static string Text(LogAlert alert)
    {
        static double Minute(DateTimeOffset time) => (time - Start).TotalMinutes;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Minute(alert.Time)} {alert.Kind} {alert.Subject}{(alert.Kind == LogAlertKind.Missing ? $" {Minute(alert.Since)}" : "")}");
    }
}

using System.Globalization;
using LogStats.Alerts;
using static LogStats.Tests.PgBouncer.Watch.WatchedPool;

namespace LogStats.Tests.PgBouncer.Watch;

/// <summary>A week on a clock of its own, written to a real file that rotates at midnight: everything told once and at its time.</summary>
public sealed class WeekTests
{
    // The night to Sunday the 29th of March 2026 has no hour from two to three; that to the 25th of October has it twice.
    [Theory]
    [InlineData("2026-03-23T00:00:00Z")]
    [InlineData("2026-10-19T00:00:00Z")]
    [InlineData("2026-11-16T00:00:00Z")]
    public void A_week(string monday)
    {
        DateTimeOffset start = DateTimeOffset.Parse(monday, CultureInfo.InvariantCulture);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        using WatchedPool pool = new(start);
        pool.Options = pool.Options with
        {
            Thresholds = new Dictionary<string, TimeSpan> { ["app"] = TimeSpan.FromMinutes(20), ["poc@shop"] = TimeSpan.FromHours(2), ["nobody"] = TimeSpan.FromHours(3) },
            Window = new ServiceWindow { OpenAt = TimeSpan.FromHours(22), CloseAt = TimeSpan.FromHours(6), Weekdays = [DayOfWeek.Wednesday, DayOfWeek.Saturday], TimeZone = zone },
            ReportAt = TimeSpan.FromHours(7),
            Interval = TimeSpan.FromSeconds(60),
            Timeout = TimeSpan.FromDays(7),
        };
        List<string> expected = [];
        void Expect(DateTimeOffset at, string what) => expected.Add(string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(at, zone):ddd HH:mm} {what}"));
        DateTimeOffset Local(int day, double hours)
        {
            DateTime local = start.DateTime.AddDays(day).AddHours(hours);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }

        // The app logs in every ten minutes; on the night from Saturday to Sunday it stays away from 23:00 to 04:30.
        (DateTimeOffset from, DateTimeOffset to) = (Local(5, 23), Local(6, 4.5));
        int[] logins = new int[9];
        for (DateTimeOffset time = start.AddMinutes(10); time < start.AddDays(7); time = time.AddMinutes(10))
        {
            if (time < from || time > to)
            {
                DateTimeOffset at = time;
                pool.At(at, () => pool.Write(Login(at) + (at.Minute == 0 ? Login(at, "poc", at.Hour % 2 == 0 ? "shop" : "other") : "")));
                int day = (int)Math.Floor((TimeZoneInfo.ConvertTime(at, zone).DateTime - start.UtcDateTime.Date.AddHours(7)).TotalDays) + 1;
                logins[day] += at.Minute == 0 ? 2 : 1;
            }
        }

        for (int day = 1; day < 7; day++)
        {
            int number = day;
            pool.At(start.AddDays(day), () => File.Move(pool.File(), pool.File($"pgbouncer.log.{7 - number}")));
        }

        DateTimeOffset last = start.AddTicks((from - start).Ticks / TimeSpan.FromMinutes(10).Ticks * TimeSpan.FromMinutes(10).Ticks);
        last = last < from ? last : from.AddMinutes(-10);
        foreach (int day in (int[])[2, 5])
        {
            Expect(Local(day, 22).AddHours(3), "Missing nobody");
        }

        Expect(last.AddMinutes(20), "Missing app");
        Expect(to.AddMinutes(10), "Recovered app");
        for (int day = 0; day < 7; day++)
        {
            Expect(Local(day, 7), $"report {logins[day]}");
        }

        // What poc does between 23:00 and 04:30 of that night is gone with the app's, and it has two hours.
        string[] told = [.. pool.Rows().Split(", ")];
        string[] seen = [.. told.Select(Told).Where(text => !text.Contains("poc@shop", StringComparison.Ordinal))];
        Assert.Equal(expected.OrderBy(text => text, StringComparer.Ordinal), seen.OrderBy(text => text, StringComparer.Ordinal));
        Assert.Equal(["Missing", "Recovered"], told.Where(text => text.Contains("poc@shop", StringComparison.Ordinal)).Select(text => text.Split(' ')[2]));
        Assert.Empty(pool.Remarks);

        string Told(string text)
        {
            string[] parts = text.Split(' ');
            return parts[^1] == "stats" ? $"{parts[1][(parts[1].IndexOf('-', StringComparison.Ordinal) + 1)..]} {parts[2]} report {parts[3]}" : $"{parts[0]} {parts[1][..5]} {parts[2]} {parts[3]}";
        }
    }
}

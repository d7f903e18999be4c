using LogStats.Alerts;

namespace LogStats.Tests.Alerts;

/// <summary>The rules of alerts once more, as plainly as they can be said: minute by minute, everybody looked at in each.</summary>
internal static class AlertSimulation
{
    /// <summary>What is told, as <c>minute kind subject since</c>; everything in minutes since the start.</summary>
    public static List<string> Run(AlertCase test)
    {
        List<string> told = [];
        Dictionary<string, int> last = [];
        HashSet<string> quiet = [];
        HashSet<string> missing = [];
        int opened = 0;
        bool wasOpen = false;
        for (int minute = 0; minute <= test.Length; minute++)
        {
            bool open = IsOpen(test.Window, TimeZoneInfo.ConvertTime(AlertCase.Start.AddMinutes(minute), test.Window.TimeZone!));
            if (open && !wasOpen)
            {
                opened = minute;
                quiet.Clear();
            }

            wasOpen = open;
            foreach ((_, string subject) in test.Seen.Where(seen => seen.Minute == minute))
            {
                last[subject] = minute;
                _ = quiet.Remove(subject);
                if (missing.Remove(subject))
                {
                    told.Add($"{minute} Recovered {subject}");
                }
            }

            foreach ((string subject, TimeSpan threshold) in test.Thresholds.Where(_ => open))
            {
                int since = Math.Max(opened, last.GetValueOrDefault(subject));
                if (minute - since >= threshold.TotalMinutes && quiet.Add(subject))
                {
                    _ = missing.Add(subject);
                    told.Add($"{minute} Missing {subject} {since}");
                }
            }
        }

        return [.. told.Order(StringComparer.Ordinal)];
    }

    private static bool IsOpen(ServiceWindow window, DateTimeOffset local)
    {
        TimeSpan time = local.TimeOfDay;
        bool Opens(int daysAgo) => window.Weekdays.Count == 0 || window.Weekdays.Contains(local.AddDays(-daysAgo).DayOfWeek);
        return window.CloseAt > window.OpenAt
            ? Opens(0) && time >= window.OpenAt && time < window.CloseAt
            : (Opens(0) && time >= window.OpenAt) || (Opens(1) && time < window.CloseAt);
    }
}

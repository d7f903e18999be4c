using LogStats.Receive;

namespace LogStats.Tests.Receive;

/// <summary>The same thing is told once, and then by its number.</summary>
public sealed class AlarmBookTests
{
    private readonly TestClock _clock = new(ReceiverFixture.Start);
    private readonly List<ReceiveAlarm> _told = [];

    [Fact]
    public void It_is_told_once_and_after_an_hour_with_how_often_it_was()
    {
        AlarmBook book = new(_clock, _told.Add);
        for (int time = 0; time < 100; time++)
        {
            book.Raise(ReceiveAlarmKind.Quota, "web1", "full");
        }

        book.Raise(ReceiveAlarmKind.Quota, "web2", "full");
        book.Look();
        Assert.Equal(["web1: full", "web2: full"], _told.Select(static alarm => alarm.ToString()));

        _clock.Advance(TimeSpan.FromHours(1));
        book.Look();
        Assert.Equal((99, "web1: full (99 times more within 1 hour)"), (_told[2].Count, _told[2].ToString()));
        Assert.Equal((3, 101), (_told.Count, book.Count));

        _clock.Advance(TimeSpan.FromHours(1));
        book.Look();
        book.Raise(ReceiveAlarmKind.Quota, "web1", "again");
        Assert.Equal((4, "web1: again"), (_told.Count, _told[3].ToString()));
    }

    [Fact]
    public void What_is_over_is_told_anew()
    {
        AlarmBook book = new(_clock, _told.Add);
        book.Raise(ReceiveAlarmKind.DiskFull, "web1", "full");
        book.Clear(ReceiveAlarmKind.DiskFull, "web1");
        book.Raise(ReceiveAlarmKind.DiskFull, "web1", "full");

        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void Of_a_hundred_thousand_names_it_keeps_some()
    {
        AlarmBook book = new(_clock, _told.Add);
        for (int name = 0; name < 100_000; name++)
        {
            book.Raise(ReceiveAlarmKind.TooMany, $"s{name}", "x");
        }

        Assert.Equal((10_000, 100_000), (_told.Count, book.Count));
    }
}

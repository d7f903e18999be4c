using LogStats.Sinks.RabbitMq;

namespace LogStats.Sinks.Tests.RabbitMq;

/// <summary>The account of messages under way: the broker may speak of one, or of all up to one.</summary>
public sealed class PublishWindowTests
{
    private readonly List<string> _confirmed = [];

    [Fact]
    public async Task A_word_about_all_up_to_one_settles_these_and_no_more()
    {
        PublishWindow window = Filled(5);
        window.Ack(3, allBefore: true);
        Assert.Equal(["1", "2", "3"], _confirmed);
        window.Ack(5, allBefore: false);
        Assert.False(window.IsIdle);
        window.Nack(4, allBefore: true);
        Assert.True(window.IsIdle);
        Assert.Equal(["1", "2", "3", "5"], _confirmed);
        Assert.Equal(1, window.Refused);
        await window.DrainAsync(Timeout.InfiniteTimeSpan, default);
    }

    [Fact]
    public void A_message_that_came_back_is_not_confirmed_by_the_confirm_that_follows()
    {
        PublishWindow window = Filled(2);
        window.Return("1", "312: NO_ROUTE");
        window.Ack(2, allBefore: true);
        Assert.Equal(["2"], _confirmed);
        Assert.Equal((1, "312: NO_ROUTE"), (window.Returned, window.ReturnedBecause));
        window.Begin();
        Assert.Equal((0, null), (window.Returned, window.ReturnedBecause));
    }

    [Fact]
    public async Task Who_waits_for_room_goes_on_with_a_word_or_with_the_end()
    {
        PublishWindow window = new(2, TimeProvider.System);
        window.Add(new SentMessage("1", 0));
        await window.RoomAsync(Timeout.InfiniteTimeSpan, default);
        window.Add(new SentMessage("2", 1));
        Task waiting = window.RoomAsync(Timeout.InfiniteTimeSpan, default);
        Assert.False(waiting.IsCompleted);
        window.Ack(1, allBefore: false);
        await waiting;
        Task drained = window.DrainAsync(Timeout.InfiniteTimeSpan, default);
        Assert.False(drained.IsCompleted);
        window.Close();
        await drained;
        Assert.False(window.IsIdle);
    }

    [Fact]
    public async Task A_broker_that_says_nothing_is_not_waited_for_for_ever()
        => await Assert.ThrowsAsync<TimeoutException>(() => Filled(1).DrainAsync(TimeSpan.Zero, default));

    private PublishWindow Filled(int messages)
    {
        PublishWindow window = new(10, TimeProvider.System) { Confirmed = message => _confirmed.Add(message.Id) };
        for (int number = 1; number <= messages; number++)
        {
            window.Add(new SentMessage($"{number}", number));
        }

        return window;
    }
}

using LogStats.Batches;
using LogStats.Sinks.Ship;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>Batches that wait on the disk while the receiver is away.</summary>
public sealed class ShipSpoolTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task What_waits_there_is_sent_in_order_though_its_log_is_gone()
    {
        await using ShipFixture ship = await AwayAsync(1 << 20);
        Assert.Contains(_folder.Names, static name => name.EndsWith(".batch", StringComparison.Ordinal));
        ship.Log.Delete().Append("b1\n");
        _ = await ship.SendAsync();
        Assert.Equal("a1\na2\na3\na4\na5\nb1\n", ship.Text);
        Assert.DoesNotContain(_folder.Names, static name => name.EndsWith(".batch", StringComparison.Ordinal));
        Assert.Equal(0, ship.Model.Losses);
    }

    [Fact]
    public async Task What_has_no_room_stays_in_its_log()
    {
        await using ShipFixture ship = await AwayAsync(6);
        Assert.Single(ship.Told, static told => told.Kind == ShipEventKind.SpoolFull);
        Assert.Single(_folder.Names, static name => name.EndsWith(".batch", StringComparison.Ordinal));
        _ = await ship.SendAsync();
        Assert.Equal("a1\na2\na3\na4\na5\n", ship.Text);
    }

    [Fact]
    public async Task What_is_damaged_there_is_read_from_its_log_again()
    {
        await using ShipFixture ship = await AwayAsync(1 << 20);
        string damaged = Directory.GetFiles(_folder.Path, "*.batch").Order().First();
        byte[] content = File.ReadAllBytes(damaged);
        content[^2] ^= 1;
        File.WriteAllBytes(damaged, content);
        _ = await ship.SendAsync();
        Assert.Equal("a1\na2\na3\na4\na5\n", ship.Text);
    }

    [Fact]
    public void Two_senders_cannot_share_one()
    {
        using BatchSpool one = BatchSpool.Open(_folder.Path, 1);
        Assert.Contains(_folder.Path, Assert.ThrowsAny<Exception>(() => BatchSpool.Open(_folder.Path, 1)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Five lines in batches of two were read while the receiver was away, and the sender was ended.</summary>
    private async Task<ShipFixture> AwayAsync(long limit)
    {
        ShipFixture ship = new();
        ship.Options = ship.Options with { SpoolFolder = _folder.Path, SpoolLimit = limit, BatchLines = 2, Retry = ship.Options.Retry with { Tries = 100 } };
        ship.Log.Append("a1\na2\na3\na4\na5\n");
        ship.Robot.Troubles = static (place, _) => place == BatchWire.Batches ? new Trouble { Status = 503 } : null;
        _ = await Assert.ThrowsAnyAsync<Exception>(ship.SendAsync);
        ship.Robot.Troubles = static (_, _) => null;
        return ship;
    }
}

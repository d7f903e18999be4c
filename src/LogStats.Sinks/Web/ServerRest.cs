namespace LogStats.Sinks.Web;

/// <summary>A server that asked to be left alone for a while is left alone, within bounds, before it is spoken to again.</summary>
internal sealed class ServerRest(TimeProvider clock, TimeSpan longest)
{
    private DateTimeOffset _notBefore;

    /// <param name="wait">How long it asks for; null: it does not.</param>
    public void Ask(TimeSpan? wait)
    {
        if (wait > TimeSpan.Zero)
        {
            _notBefore = clock.GetUtcNow() + (wait.Value < longest ? wait.Value : longest);
        }
    }

    public async Task KeepAsync(CancellationToken stop)
    {
        TimeSpan rest = _notBefore - clock.GetUtcNow();
        _notBefore = default;
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, stop).ConfigureAwait(false);
        }
    }
}

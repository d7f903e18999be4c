using LogStats.Faults;
using Polly;
using Polly.Retry;

namespace LogStats.Sinks.Retry;

/// <summary>Asks again, after longer and longer waits and not for ever, where a fault may pass.</summary>
internal static class Attempts
{
    public static ResiliencePipeline Of(RetryOptions options) => options.Tries <= 1 ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = options.Clock }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<LogStatsException>(static fault => fault.MayPass),
            MaxRetryAttempts = options.Tries - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = options.FirstWait,
            MaxDelay = options.LongestWait,
        }).Build();
}

/** The words of the page where somebody makes their account. */
export const welcome = {
  title: 'Welcome to Courant',
  intro: 'Make your account. Your invitation says what it may do; it works once.',
  noInvitation: 'There is no invitation in this address',
  noInvitationAdvice:
    'Open the whole link that you were given, or that Courant printed when it started.',
  email: 'E-mail address',
  password: 'Password',
  passwordHint: 'At least ten characters. Several words make a good one.',
  make: 'Make the account',
  making: 'Making the account',
  done: 'Your account is made',
  doneAdvice: 'You are signed in, in this browser.',
  feed: 'To the feed',
}
